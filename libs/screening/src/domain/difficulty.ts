import type { ProfileDto } from '@shortlist/contracts';

/** How much the level of the job, and how much the resume makes a question hard. */
const OF_JOB = 0.5;
/** Two dense pages; what is longer is as hard. */
const LONG = 8_000;
/** So many roles and degrees are a long career. */
const MANY = 12;

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:chief|c[etfo]o|vp|vice president|president|director|head|partner)\b/i, 1],
  [/\b(?:principal|lead|manager|architect|staff)\b/i, 0.8],
  [/\b(?:senior|sr|expert|specialist)\b/i, 0.6],
  [/\b(?:intern|internship|trainee|junior|jr|assistant|apprentice|entry)\b/i, 0.1],
];
const USUAL_LEVEL = 0.4;

/**
 * How hard it is to tell the facts of a resume for a job, 0 to 1. A mistake weighs more for a senior job; a long resume, a long career and roles
 * without title or dates are harder to read.
 */
export function difficultyOf(jobTitle: string, { roles, education }: Pick<ProfileDto, 'roles' | 'education'>, length: number): number {
  const level = LEVELS.find(([words]) => words.test(jobTitle))?.[1] ?? USUAL_LEVEL;
  const vague = roles.filter(({ title, from }) => title === null || from === null).length / Math.max(1, roles.length);
  const resume = (Math.min(1, length / LONG) + Math.min(1, (roles.length + education.length) / MANY) + vague) / 3;
  return OF_JOB * level + (1 - OF_JOB) * resume;
}
