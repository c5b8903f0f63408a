import { spellings } from '@shortlist/taxonomy';
import type { SkillKind, Spelling } from '@shortlist/taxonomy';

/** A skill that an organization adds to the taxonomy. */
export interface OwnSkill {
  readonly id: string;
  readonly name: string;
  readonly kind: SkillKind;
  readonly aliases: readonly string[];
}

/** The spellings by their keys, as the reader of resumes looks for them. */
export function ownSpellings(skills: readonly Omit<OwnSkill, 'id'>[]): Map<string, Spelling> {
  return spellings(skills.map(({ name, kind, aliases }) => [name, kind, aliases.join('|')].join('\t')).join('\n'));
}
