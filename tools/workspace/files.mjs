import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './root.mjs';

/**
 * Every file that belongs to the repository, as paths relative to it. Reads `.gitignore` instead of asking git, so that
 * an unpacked archive is checked like a checkout.
 * @param {string} [root]
 * @returns {string[]}
 */
export function repositoryFiles(root = workspaceRoot) {
  const ignored = ignoreRules(root);
  const visit = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (ignored(entry.name, entry.isDirectory())) return [];
      if (entry.isDirectory()) return visit(path);
      return entry.isFile() ? [path] : [];
    });
  return visit('').sort();
}

/** Understands the forms that our `.gitignore` uses: `folder/`, `*.extension` and plain names. */
function ignoreRules(root) {
  const lines = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const folders = new Set(['.git', ...lines.filter((line) => line.endsWith('/')).map((line) => line.replaceAll('/', ''))]);
  const endings = lines.filter((line) => line.startsWith('*.')).map((line) => line.slice(1));
  const names = new Set(lines.filter((line) => !line.endsWith('/') && !line.startsWith('*')));
  return (name, isFolder) => (isFolder ? folders.has(name) : names.has(name) || endings.some((ending) => name.endsWith(ending)));
}
