import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In `node_modules`, so that a new installation builds anew. */
const STAMP = 'node_modules/.cache/shortlist/built';

/** What decides over the output beside the sources of the projects. */
const SETTINGS = ['.swcrc', 'tsconfig.base.json', 'nx.json', 'package-lock.json'];

/**
 * The projects' folders that have something to build.
 * @param {string} root
 * @returns {string[]}
 */
export function builtFolders(root) {
  return ['apps', 'libs']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)))
    .filter((folder) => existsSync(join(root, folder, 'package.json')) && existsSync(join(root, folder, 'src')));
}

/**
 * Whether a source, a setting or the set of files has changed since the build that the stamp tells of. A folder's time
 * changes when a file in it comes, goes or is renamed.
 * @param {string} root
 */
export function isStale(root) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  const folders = builtFolders(root);
  if (folders.some((folder) => !existsSync(join(root, folder, 'dist')))) return true;
  const changed = (path) => statSync(path).mtimeMs > builtAt;
  if (SETTINGS.some((path) => existsSync(join(root, path)) && changed(join(root, path)))) return true;
  return folders.some((folder) => changed(join(root, folder, 'package.json')) || hasChanged(join(root, folder, 'src'), changed));
}

function hasChanged(folder, changed) {
  if (changed(folder)) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? hasChanged(path, changed) : changed(path);
  });
}

/**
 * Records a build. What changed after `startedAt` may not be in it.
 * @param {string} root
 * @param {Date} startedAt
 */
export function stampBuild(root, startedAt) {
  const stamp = join(root, STAMP);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}
