import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../exit-codes.js';

/** What the services take in at most. */
export const MOST_RESUME_BYTES = 10 * 1024 * 1024;

export interface ResumeOnDisk {
  /** Path below the folder, with `/` between its parts. */
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
}

/** Every file below a folder, its subfolders included, in the order of their names. Links are not followed. */
export function resumeFiles(folder: string): ResumeOnDisk[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is not a folder.`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, file: relative(folder, path).split(sep).join('/'), bytes: statSync(path).size }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
