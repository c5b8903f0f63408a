import type { Proficiency, ProfileDto } from '@shortlist/contracts';

export interface CandidateSkill {
  readonly name: string;
  readonly years: number | null;
  readonly proficiency: Proficiency | null;
  /** Who says so. */
  readonly source: 'resume' | 'person';
}

/** Two spellings that differ in case only are one skill. */
export const skillKey = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The skills that a profile names, each once. */
export function skillsOf(profile: ProfileDto): CandidateSkill[] {
  return distinct(profile.skills.map(({ name, years, proficiency }) => ({ name, years, proficiency, source: 'resume' })));
}

/** Each skill once; the first one counts. */
export function distinct(skills: readonly CandidateSkill[]): CandidateSkill[] {
  return [...new Map(skills.toReversed().map((skill) => [skillKey(skill.name), skill])).values()].reverse();
}
