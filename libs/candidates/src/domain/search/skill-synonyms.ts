import { SPELLINGS } from '@shortlist/taxonomy';
import type { Skill } from '@shortlist/taxonomy';

/** Other names under which the taxonomy knows a skill, by each of its names as search compares words. */
export class SkillSynonyms {
  private readonly skills = new Map<string, Skill>();
  private readonly names = new Map<Skill, string[]>();

  /** `plain`: how search compares texts. */
  constructor(plain: (text: string) => string) {
    for (const { skill, written, use } of SPELLINGS.values()) {
      const words = plain(written);
      if (use === 'anywhere') this.names.set(skill, [...(this.names.get(skill) ?? []), written]);
      if (words !== '' && !this.skills.has(words)) this.skills.set(words, skill);
    }
  }

  /** Only names that mean the skill wherever they stand: "Golang" is also "Go", but who searches for it does not want every "go". */
  of(words: string): readonly string[] {
    const skill = this.skills.get(words);
    return (skill && this.names.get(skill)) ?? [];
  }
}
