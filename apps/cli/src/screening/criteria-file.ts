import { readFileSync } from 'node:fs';
import type { CriteriaDto } from '@shortlist/api-client';
import { UsageError } from '../exit-codes.js';

/** The criteria document of a file; the service checks what is in it. */
export function readCriteria(file: string): CriteriaDto {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The criteria file ${file} cannot be read.`);
  }
  try {
    const criteria: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof criteria === 'object' && criteria !== null && !Array.isArray(criteria)) return criteria as CriteriaDto;
  } catch (error) {
    throw new UsageError(`The criteria file ${file} is not valid JSON: ${(error as Error).message}`);
  }
  throw new UsageError(`The criteria file ${file} must hold one JSON object, such as {"mustHaveSkills": [{"name": "Python"}]}.`);
}

/** The criteria with another provider; what they say of the model they named holds for that one alone. */
export function askedOf(criteria: CriteriaDto, provider: ModelProvider | undefined): CriteriaDto {
  if (provider === undefined || provider === criteria.model?.provider) return criteria;
  return { ...criteria, model: { provider } };
}

type ModelProvider = NonNullable<CriteriaDto['model']>['provider'];

export interface JobText {
  readonly title: string;
  readonly description: string | null;
}

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 20_000;

/**
 * The job from `--job`: the text of a file of that name, else the words themselves. The first line is the title. Without one the job is called
 * by the skills it asks for, else by the time: resumes are compared with its title, so that a made-up one would count for and against people.
 */
export function readJob(given: string | undefined, criteria: CriteriaDto, now: Date): JobText {
  if (given === undefined) return { title: titleOf(criteria) || now.toISOString().slice(0, 16).replace('T', ' '), description: null };
  const text = fileText(given) ?? given;
  const [title = '', ...rest] = text.trim().split(/\r?\n/);
  const description = title.length > LONGEST_TITLE ? text : rest.join('\n').trim();
  return { title: title.trim().slice(0, LONGEST_TITLE) || 'Job', description: description.slice(0, LONGEST_DESCRIPTION) || null };
}

function titleOf({ mustHaveSkills, niceToHaveSkills }: CriteriaDto): string {
  const skills = mustHaveSkills?.length ? mustHaveSkills : (niceToHaveSkills ?? []);
  return skills.reduce((title, { name }) => {
    const longer = title ? `${title}, ${name}` : name;
    return longer.length <= LONGEST_TITLE ? longer : title;
  }, '');
}

function fileText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
