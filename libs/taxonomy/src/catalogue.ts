import { SKILL_LINES } from './generated/skills.js';
import { foldName } from './skill-name.js';

/** What a skill is: something to program in, another technology, a field of knowledge or a way of working, a language people speak. */
export const SKILL_KINDS = ['programming', 'technology', 'knowledge', 'language'] as const;
export type SkillKind = (typeof SKILL_KINDS)[number];

/**
 * Where a spelling may be taken for the skill: anywhere, only in the company of other skills (`Go`, `Word`, `C`), or only where skills
 * are listed (`Tools`).
 */
export type SpellingUse = 'anywhere' | 'in company' | 'in lists';

export interface Skill {
  readonly name: string;
  readonly kind: SkillKind;
  readonly aliases: readonly string[];
}

/** One way to write a skill. */
export interface Spelling {
  readonly skill: Skill;
  readonly written: string;
  readonly use: SpellingUse;
}

const USES: Readonly<Record<string, SpellingUse>> = { '?': 'in company', '~': 'in lists' };

/** Every spelling of the taxonomy by its key (`foldName`). The first skill that claims a key keeps it. */
export const SPELLINGS: ReadonlyMap<string, Spelling> = spellings(SKILL_LINES);

/** Reads lines of `name TAB kind TAB spelling|spelling`; a mark before a spelling limits its use. Organizations add their own the same way. */
export function spellings(lines: string): Map<string, Spelling> {
  const found = new Map<string, Spelling>();
  for (const line of lines.split('\n')) {
    const [first = '', kind = 'knowledge', others = ''] = line.split('\t');
    if (first === '') continue;
    const all = [first, ...others.split('|').filter(Boolean)].map(markedSpelling);
    const skill: Skill = { name: all[0]?.written ?? '', kind: kind as SkillKind, aliases: all.slice(1).map(({ written }) => written) };
    for (const { written, use } of all) {
      const key = foldName(written);
      if (!found.has(key)) found.set(key, { skill, written, use });
    }
  }
  return found;
}

function markedSpelling(marked: string): { written: string; use: SpellingUse } {
  const use = USES[marked.charAt(0)];
  return use ? { written: marked.slice(1), use } : { written: marked, use: 'anywhere' };
}
