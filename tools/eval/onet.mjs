import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Occupation
 * @property {string} code
 * @property {string} title
 * @property {string} description
 * @property {string[]} technologies those that employers ask for most first
 */

/**
 * Occupations of O*NET and the titles under which people hold them.
 * @param {string} corpora
 * @returns {{ occupations: Map<string, Occupation>, codesOfTitle: Map<string, Set<string>> }} titles folded by `foldTitle`
 */
export function readOnet(corpora) {
  const rows = (name) => readRows(join(corpora, 'skills/onet', name));
  const occupations = new Map();
  const codesOfTitle = new Map();
  const addTitle = (title, code) => codesOfTitle.set(foldTitle(title), (codesOfTitle.get(foldTitle(title)) ?? new Set()).add(code));
  for (const [code, title, description] of rows('Occupation_Data.txt')) {
    occupations.set(code, { code, title, description, technologies: [] });
    addTitle(title, code);
  }
  for (const [code, title, short] of rows('Alternate_Titles.txt')) {
    addTitle(title, code);
    if (short !== 'n/a') addTitle(short, code);
  }
  for (const [code, technologies] of Map.groupBy(rows('Technology_Skills.txt'), ([code]) => code)) {
    const asked = technologies.toSorted((a, b) => demand(b) - demand(a)).map(([, example]) => example);
    if (occupations.has(code)) occupations.get(code).technologies.push(...asked);
  }
  return { occupations, codesOfTitle };
}

/** In demand in this occupation before hot anywhere before the rest; the order of the file among equals. */
const demand = ([, , , , hot, inDemand]) => (inDemand === 'Y' ? 2 : 0) + (hot === 'Y' ? 1 : 0);

/** Plural and bracketed forms of the catalogue (`Accountants (CPA)`) become the title as a person writes it. */
export function foldTitle(title) {
  return title
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean)
    .map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word))
    .join(' ');
}

function readRows(path) {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
}
