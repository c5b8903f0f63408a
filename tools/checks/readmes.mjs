import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjects } from '../workspace/projects.mjs';

/** A library's README is read in one glance. */
const MOST_LINES = 39;

/**
 * Every library has a README under forty lines.
 * @param {string} root
 * @returns {string[]} problems
 */
export function readmeProblems(root) {
  const libraries = readProjects(root).filter(({ folder }) => folder.startsWith('libs/'));
  return libraries.flatMap(({ folder }) => {
    const path = join(root, folder, 'README.md');
    if (!existsSync(path)) return [`${folder} has no README.md`];
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length;
    return lines > MOST_LINES ? [`${folder}/README.md has ${lines} lines, at most ${MOST_LINES}`] : [];
  });
}
