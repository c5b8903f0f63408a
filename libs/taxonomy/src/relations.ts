import { SPELLINGS } from './catalogue.js';
import { SKILL_NEEDS, SKILL_SIBLINGS } from './relation-tables.js';
import { remembered } from './remembered.js';
import { skillKey } from './skill-key.js';
import { foldName, skillWords } from './skill-name.js';

/** How a named skill bears on the one asked for, closest first. `same` and `includes` count as having it. */
export type SkillRelation = 'same' | 'includes' | 'sibling';

/** Shorter names are everyday words (`Go`, `AI`, `R`), so that finding them inside another name proves nothing. */
const SHORTEST_WORD_MATCH = 3;

/** What a skill that a person has says about the skill asked for; null when nothing. */
export function relationOf(has: string, asked: string): SkillRelation | null {
  const hasKey = skillKey(has);
  const askedKey = skillKey(asked);
  if (hasKey === askedKey) return 'same';
  if (needsOf(hasKey).has(askedKey) || isNamedWithin(asked, has)) return 'includes';
  return SIBLINGS.get(hasKey)?.has(askedKey) ? 'sibling' : null;
}

/**
 * Whether a reader that works from the taxonomy finds this skill wherever a text names it. Such skills are atoms: words inside their names
 * (`Java` in `Java Script`) mean nothing by themselves.
 */
export const isListedSkill: (name: string) => boolean = remembered((name) => {
  const use = SPELLINGS.get(foldName(name))?.use ?? SPELLINGS.get(skillKey(name))?.use;
  return use !== undefined && use !== 'in lists';
});

/** The skills that nobody can practise this one without, by their names in the taxonomy. */
export function impliedSkills(has: string): string[] {
  return [...needsOf(skillKey(has))].flatMap((key) => SPELLINGS.get(key)?.skill.name ?? []);
}

/** `Patient care` within `Acute patient care`: a narrower skill of the same kind. */
function isNamedWithin(asked: string, has: string): boolean {
  if (isListedSkill(has) || skillKey(asked).length < SHORTEST_WORD_MATCH) return false;
  return skillPhrase(has).includes(skillPhrase(asked));
}

function needsOf(key: string): ReadonlySet<string> {
  return NEEDS.get(key) ?? NOTHING;
}

/** The words as one text with a space at both ends, so that whole words can be looked for inside it. */
const skillPhrase = remembered((name) => ` ${skillWords(name).join(' ')} `);

const NOTHING: ReadonlySet<string> = new Set();

const DIRECT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(SKILL_NEEDS).map(([skill, needs]) => [skillKey(skill), needs.map(skillKey)]),
);

const NEEDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([...DIRECT.keys()].map((key) => [key, reachable(key)]));

const SIBLINGS: ReadonlyMap<string, ReadonlySet<string>> = siblings();

function reachable(start: string): Set<string> {
  const found = new Set<string>();
  const open = [...(DIRECT.get(start) ?? [])];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    open.push(...(DIRECT.get(key) ?? []));
  }
  return found;
}

function siblings(): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  for (const family of SKILL_SIBLINGS) {
    const keys = family.map(skillKey);
    for (const key of keys) map.set(key, new Set([...(map.get(key) ?? []), ...keys.filter((other) => other !== key)]));
  }
  return map;
}
