import { foldName, knownSkill } from '@shortlist/taxonomy';
import type { OwnSkill } from '@shortlist/resume-reader';
import { skillListFull, skillTaken } from './candidates.errors.js';

/** Every one is looked for in every resume. */
const MOST_OWN_SKILLS = 500;

/**
 * The list with one skill more, or with another in its place. No name may stand for two skills, be it of the taxonomy or of the organization.
 */
export function withSkill(skills: readonly OwnSkill[], skill: OwnSkill): OwnSkill[] {
  const others = skills.filter(({ id }) => id !== skill.id);
  if (others.length >= MOST_OWN_SKILLS) throw skillListFull(MOST_OWN_SKILLS);
  const taken = new Map(others.flatMap((other) => namesOf(other).map((name) => [foldName(name), other.name] as const)));
  for (const name of namesOf(skill)) {
    const owner = taken.get(foldName(name)) ?? takenByTaxonomy(name);
    if (owner !== undefined) throw skillTaken(name, owner);
  }
  return skills.some(({ id }) => id === skill.id) ? skills.map((each) => (each.id === skill.id ? skill : each)) : [...skills, skill];
}

const namesOf = ({ name, aliases }: OwnSkill): string[] => [name, ...aliases];

function takenByTaxonomy(name: string): string | undefined {
  const known = knownSkill(name);
  return known && namesOf({ id: '', ...known }).some((each) => foldName(each) === foldName(name)) ? known.name : undefined;
}
