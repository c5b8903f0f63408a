import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './root.mjs';

/** The scope of every project's package name. */
export const SCOPE = '@shortlist';

/**
 * @typedef {object} Project
 * @property {string} name package name
 * @property {string} folder relative to the workspace, `libs/jobs`
 * @property {string} type the value of its `type:` tag, or an empty text
 * @property {Record<string, any>} manifest its package.json
 */

/**
 * Every project of the workspace, read from the folders, so that a new one is under every rule from its first file.
 * @param {string} [root]
 * @returns {Project[]}
 */
export function readProjects(root = workspaceRoot) {
  return ['apps', 'libs'].flatMap((group) => foldersIn(join(root, group)).flatMap((name) => readProject(root, `${group}/${name}`)));
}

function foldersIn(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readProject(root, folder) {
  const path = join(root, folder, 'package.json');
  if (!existsSync(path)) return [];
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const tags = manifest.nx?.tags ?? [];
  const type = tags.find((tag) => tag.startsWith('type:'))?.slice('type:'.length) ?? '';
  return [{ name: manifest.name, folder, type, manifest }];
}
