import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../workspace/files.mjs';

/** Promises belong in issues, machine paths nowhere. */
const FORBIDDEN = [/\b(TODO|FIXME)\b/, /(?<![\w.\-/:])\/(home|root|Users)\//];

/** They name the words to forbid and to test. */
const EXEMPT = new Set(['package-lock.json', 'tools/checks/words.mjs', 'tools/checks/checks.spec.mjs']);

/**
 * Words that no file of the repository may hold.
 * @param {string} root
 * @returns {string[]} problems
 */
export function wordProblems(root) {
  return repositoryFiles(root)
    .filter((path) => !EXEMPT.has(path))
    .flatMap((path) => problemsOf(path, readFileSync(join(root, path), 'utf8')));
}

function problemsOf(path, text) {
  const isBinary = text.includes('\0');
  if (isBinary || !FORBIDDEN.some((word) => word.test(text))) return [];
  return text.split('\n').flatMap((line, index) => {
    const word = FORBIDDEN.map((each) => each.exec(line)?.[0]).find((found) => found !== undefined);
    return word === undefined ? [] : [`${path}:${index + 1} holds ${word}`];
  });
}
