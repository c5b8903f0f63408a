import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this workspace. */
export const workspaceRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const rootOfFolder = new Map();

/**
 * The nearest folder above a file whose package.json names workspaces; undefined outside of any.
 * @param {string} path absolute
 * @returns {string | undefined}
 */
export function workspaceRootOf(path) {
  const folder = dirname(path);
  if (!rootOfFolder.has(folder))
    rootOfFolder.set(folder, holdsWorkspaces(folder) ? folder : folder === path ? undefined : workspaceRootOf(folder));
  return rootOfFolder.get(folder);
}

function holdsWorkspaces(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).workspaces !== undefined;
}
