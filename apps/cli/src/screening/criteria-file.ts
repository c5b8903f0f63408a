import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
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

export interface JobText {
  readonly title: string;
  readonly description: string | null;
}

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 20_000;

/** The job from `--job`: the text of a file of that name, else the words themselves. The first line is the title. */
export function readJob(given: string | undefined, folder: string): JobText {
  if (given === undefined) return { title: `Screening of ${basename(folder) || folder}`.slice(0, LONGEST_TITLE), description: null };
  const text = fileText(given) ?? given;
  const [title = '', ...rest] = text.trim().split(/\r?\n/);
  const description = title.length > LONGEST_TITLE ? text : rest.join('\n').trim();
  return { title: title.trim().slice(0, LONGEST_TITLE) || 'Job', description: description.slice(0, LONGEST_DESCRIPTION) || null };
}

function fileText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
