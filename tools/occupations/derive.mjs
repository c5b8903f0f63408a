import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsIn } from '../../libs/screening/src/domain/occupations/words.ts';
import { findCorpora } from '../eval/corpora.mjs';
import { isUnseen } from '../eval/synthetic-resumes.mjs';
import { workspaceRoot } from '../workspace/root.mjs';

// Derives the scorer's background table from O*NET (`npm run derive:background`). The table is committed; this runs by hand when the source or the method changes.

const TARGET = 'libs/screening/src/domain/occupations/background.txt';

/** A title says of an occupation in three words what a statement says in twenty. */
const TITLE_COUNT = 3;
/** Detailed occupations of one SOC code (`29-1141.00`, `29-1141.01`) count as one. */
const CODE_LENGTH = 7;
/** A word that more than this share of the occupations use tells them not apart. */
const MOST_SHARE = 0.4;
/** A word of one occupation alone is mostly the name of a product. */
const LEAST_USERS = 2;
/** Weights are lengths of unit vectors; 26 steps of 1/40 hold all but a few, and what is below half a step is noise. */
const STEP = 1 / 40;
const LETTERS = 26;

const corpora = findCorpora();
if ('missing' in corpora) throw new Error(`There are no corpora in ${corpora.missing}.`);

const counts = new Map();
const names = new Map();
const plain = (title) => title.replace(/\s*\([^()]*\)/g, '');

for (const [code, title, description] of rows('Occupation_Data.txt')) {
  if (!names.has(keyOf(code))) names.set(keyOf(code), title);
  count(code, title, TITLE_COUNT);
  count(code, description, 1);
}
for (const [code, title, short] of rows('Alternate_Titles.txt')) {
  if (isUnseen(plain(title))) continue;
  count(code, title, TITLE_COUNT);
  if (short !== 'n/a') count(code, short, TITLE_COUNT);
}
for (const [code, , statement] of rows('Task_Statements.txt')) if (!isUnseen(statement)) count(code, statement, 1);
for (const [code, technology, , kind] of rows('Technology_Skills.txt')) {
  count(code, technology, 1);
  count(code, kind, 0.5);
}

const keys = [...counts.keys()].sort();
const users = new Map();
for (const words of counts.values()) for (const word of words.keys()) users.set(word, (users.get(word) ?? 0) + 1);
const rarity = (word) => Math.log(1 + (keys.length - users.get(word) + 0.5) / (users.get(word) + 0.5));

const kept = [...users.keys()].filter((word) => users.get(word) >= LEAST_USERS).sort();
const postings = new Map(kept.map((word) => [word, []]));
keys.forEach((key, index) => {
  const weighed = [...counts.get(key)].map(([word, times]) => [word, (1 + Math.log(Math.max(1, times))) * rarity(word)]);
  const length = Math.hypot(...weighed.map(([, weight]) => weight));
  for (const [word, weight] of weighed) {
    const steps = Math.min(LETTERS, Math.round(weight / length / STEP));
    if (steps > 0 && postings.has(word) && users.get(word) <= MOST_SHARE * keys.length) postings.get(word).push([index, steps]);
  }
});

const lines = kept.map((word) => {
  let before = 0;
  const written = postings.get(word).map(([index, steps]) => {
    const distance = (index - before).toString(36);
    before = index;
    return distance + String.fromCharCode(64 + steps);
  });
  return [word, users.get(word), written.join('')].join('\t').trimEnd();
});
writeFileSync(join(workspaceRoot, TARGET), [keys.map((key) => names.get(key)).join('\t'), ...lines, ''].join('\n'));
console.log(`${kept.length} words of ${keys.length} occupations in ${TARGET}`);

function keyOf(code) {
  return code.slice(0, CODE_LENGTH);
}

function count(code, text, times) {
  const words = counts.get(keyOf(code)) ?? new Map();
  counts.set(keyOf(code), words);
  for (const { stem } of wordsIn(text)) words.set(stem, (words.get(stem) ?? 0) + times);
}

function rows(name) {
  return readFileSync(join(corpora.folder, 'skills/onet', name), 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
}
