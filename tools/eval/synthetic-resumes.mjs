import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from './seeded.mjs';

/**
 * @typedef {object} Source what resumes of one occupation are made from
 * @property {string} code
 * @property {string} query its title and description, the words that jobs ask with
 * @property {string[]} titles under which people hold it
 * @property {string[]} statements what they do
 * @property {string[]} technologies what they work with
 */

/** @typedef {{ person: string, text: string, occupations: Set<string>, formerly: string }} SyntheticResume */

/** A word of the job's title or description is left out of a resume this often: people do not write in the words of an advertisement. */
const HELD_OUT = 2 / 3;
const LEAST_STATEMENTS = 8;
const LEAST_TITLES = 6;
const LEAST_TECHNOLOGIES = 10;

/** What many resumes say, whatever the work. */
const EVERYBODY = [
  'Worked with little supervision and met deadlines.',
  'Trained new members of the team and wrote instructions for them.',
  'Answered questions from customers by phone and e-mail.',
  'Kept records up to date and reported to the manager every week.',
  'Took part in meetings on safety and quality.',
  'Improved how work is planned between departments.',
];
const EVERYBODY_USES = [
  'Microsoft Word',
  'Microsoft Excel',
  'Microsoft Outlook',
  'Microsoft PowerPoint',
  'Communication',
  'Teamwork',
  'Time management',
];
const SUMMARIES = [
  'Reliable and motivated, looking for a place to grow.',
  'Many years of practice in a demanding setting.',
  'Known for careful work and for getting on with people.',
];
const EMPLOYERS = ['Northfield Ltd', 'Harbour Group', 'Elm Street Services', 'Lakeside Company', 'Redwood Partners', 'Summit Inc'];

/**
 * Occupations that have enough of everything, in the order of their codes.
 * @param {string} corpora
 * @param {{ occupations: Map<string, import('./onet.mjs').Occupation> }} onet
 * @returns {Source[]}
 */
export function readSources(corpora, { occupations }) {
  const titles = readColumns(corpora, 'Alternate_Titles.txt');
  const statements = readColumns(corpora, 'Task_Statements.txt');
  return [...occupations.values()]
    .map(({ code, title, description, technologies }) => ({
      code,
      query: `${title} ${description}`,
      titles: (titles.get(code) ?? []).map(([, alternate]) => alternate.replace(/\s*\([^()]*\)/g, '')).filter(isUnseen),
      statements: (statements.get(code) ?? []).map(([, , statement]) => statement).filter(isUnseen),
      technologies,
    }))
    .filter(
      (source) =>
        source.statements.length >= LEAST_STATEMENTS &&
        source.titles.length >= LEAST_TITLES &&
        source.technologies.length >= LEAST_TECHNOLOGIES,
    )
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * Half of the titles and statements, by a hash of their words. The scorer's own table is made from the other half, so that no resume here says what the table was told.
 * @param {string} text
 */
export function isUnseen(text) {
  let hash = 0;
  for (const sign of text.trim().toLowerCase()) hash = (Math.imul(hash, 31) + sign.codePointAt(0)) | 0;
  return ((hash ^ (hash >>> 15)) & 1) === 1;
}

/**
 * Resumes of people who hold an occupation now and held another one before.
 * @param {readonly Source[]} judged
 * @param {readonly Source[]} former none of the judged ones, so that nobody is half relevant
 * @param {{ perOccupation: number, seed: number }} options
 * @returns {SyntheticResume[]}
 */
export function writeResumes(judged, former, { perOccupation, seed }) {
  const random = seeded(seed);
  const one = (list) => list[Math.floor(random() * list.length)];
  const some = (list, count) => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
  };
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  const without = (sentence, words) =>
    sentence.replace(/[\p{L}\p{N}]+/gu, (word) => (words.has(word.toLowerCase()) && random() < HELD_OUT ? '' : word)).replace(/\s+/g, ' ');

  return judged.flatMap((source) => {
    const asked = new Set(source.query.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
    return Array.from({ length: perOccupation }, (_, index) => {
      const before = one(former);
      const year = between(2012, 2021);
      const bullets = (from, count, words) => some(from.statements, count).map((statement) => `- ${without(statement, words)}`);
      const text = [
        `Person ${source.code} ${index}`,
        `person${index}@example.com`,
        '',
        'SUMMARY',
        one(SUMMARIES),
        '',
        'EXPERIENCE',
        without(one(source.titles), asked).trim() || one(source.titles),
        `${one(EMPLOYERS)}, ${year} - Present`,
        ...bullets(source, between(2, 5), asked),
        `- ${one(EVERYBODY)}`,
        '',
        one(before.titles),
        `${one(EMPLOYERS)}, ${year - between(1, 4)} - ${year}`,
        ...bullets(before, between(1, 3), new Set()),
        ...some(EVERYBODY, 2).map((sentence) => `- ${sentence}`),
        '',
        'SKILLS',
        [...some(source.technologies, between(1, 5)), ...some(before.technologies, between(0, 2)), ...some(EVERYBODY_USES, 3)].join(', '),
        '',
        'EDUCATION',
        `Diploma, ${year - 6}`,
      ].join('\n');
      return { person: `${source.code}/${index}`, text, occupations: new Set([source.code]), formerly: before.code };
    });
  });
}

function readColumns(corpora, name) {
  const rows = readFileSync(join(corpora, 'skills/onet', name), 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  return Map.groupBy(rows, ([code]) => code);
}
