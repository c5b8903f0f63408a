import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = join(import.meta.dirname, 'templates');

/**
 * @typedef {object} GeneratedFile
 * @property {string} path relative to the workspace
 * @property {string} content
 * @property {boolean} [append] add to the file that is there
 */

/**
 * Fills in a folder of templates. `__name__` stands for a value, in paths and contents alike.
 * @param {string} folder below `templates/`
 * @param {string} target where the files go, relative to the workspace
 * @param {Record<string, string>} values
 * @returns {GeneratedFile[]}
 */
export function renderFolder(folder, target, values) {
  return readdirSync(join(TEMPLATES, folder), { recursive: true })
    .filter((path) => path.endsWith('.template'))
    .sort()
    .map((path) => ({
      path: `${target}/${fill(path.replace(/\.template$/, ''), values)}`,
      content: fill(readFileSync(join(TEMPLATES, folder, path), 'utf8'), values),
    }));
}

function fill(text, values) {
  return text.replace(/__([A-Za-z]+)__/g, (_, name) => {
    if (values[name] === undefined) throw new Error(`A template asks for ${name}, which has no value.`);
    return values[name];
  });
}
