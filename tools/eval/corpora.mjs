import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { workspaceRoot } from '../workspace/root.mjs';

/** Where the corpora stand unless SHORTLIST_CORPORA says. They are never part of the repository. */
const BESIDE_THE_PROJECT = '../shared/corpora';

/**
 * The folder of the corpora.
 * @returns {{ folder: string } | { missing: string, isFault: boolean }} a fault if the caller named a folder that is not there
 */
export function findCorpora(given = process.env.SHORTLIST_CORPORA) {
  const folder = resolve(workspaceRoot, given ?? BESIDE_THE_PROJECT);
  return existsSync(join(folder, 'truth_resumes.csv')) ? { folder } : { missing: folder, isFault: given !== undefined };
}

/**
 * Every file below some folders of the corpora, as paths relative to the corpora, with the folder that holds it.
 * @param {string} corpora
 * @param {readonly string[]} folders
 * @returns {{ file: string, folder: string, path: string }[]}
 */
export function corpusFiles(corpora, folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(corpora, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => ({ path, file: path.slice(corpora.length + 1) }))
      .map(({ path, file }) => ({ path, file, folder: dirname(file) })),
  );
}

/**
 * @typedef {object} Truth what a file holds; null means that it holds none, which is a truth too
 * @property {string | null} name
 * @property {string | null} email
 * @property {string | null} phone
 * @property {string[]} skills listed skills; empty where nobody labelled them
 * @property {string | null} nationalId
 */

/**
 * @param {string} corpora
 * @returns {Map<string, Truth>} by file
 */
export function readTruth(corpora) {
  const [heads = [], ...rows] = parseCsv(readFileSync(join(corpora, 'truth_resumes.csv'), 'utf8'));
  const truths = rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ''])));
  return new Map(
    truths.map(({ file, name, email, phone, skills, source_of_truth }) => [
      file,
      {
        name: name || null,
        email: email || null,
        phone: phone || null,
        skills: skills ? skills.split('|') : [],
        nationalId: /cnic=([\d-]+)/.exec(source_of_truth)?.[1] ?? null,
      },
    ]),
  );
}

/**
 * Comma-separated values with quotes (RFC 4180).
 * @param {string} text
 * @returns {string[][]}
 */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
