import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldName } from '../../libs/taxonomy/src/skill-name.ts';
import { evidenceOf, isChosen, markedKnowledge, merged, useOf } from './choose.mjs';
import { markedSentences } from './sentences.mjs';
import { curated, escoKnowledge, iconTechnologies, linguistLanguages, onetTechnologies, plainSentences, typedSkills } from './sources.mjs';

/** Lists kept by hand, which come first: they decide names and kinds. */
const CURATED = [
  ['programming.txt', 'programming'],
  ['technology.txt', 'technology'],
  ['business.txt', 'knowledge'],
  ['people-and-trades.txt', 'knowledge'],
];
const LISTS = join(import.meta.dirname, 'curated');

/**
 * The taxonomy, one skill a line, as `libs/taxonomy/src/catalogue.ts` reads it. The same sources always give the same lines.
 * @param {string} corpora
 * @returns {string[]}
 */
export function taxonomyLines(corpora) {
  const folder = join(corpora, 'skills');
  const sentences = markedSentences(join(corpora, 'ner/skillspan_train.json'));
  const skills = merged(candidates(folder, sentences)).filter(isChosen);
  const rules = { ...evidenceFor(skills, sentences), ...wordsOf(folder, sentences) };
  return skills.map(({ kind, sources, spellings }) => {
    const marked = [...spellings].map(([key, { written, source }]) => useOf({ written, source, key }, { kind, sources }, rules) + written);
    return [marked[0], kind, marked.slice(1).join('|')].join('\t').trimEnd();
  });
}

function candidates(folder, sentences) {
  const from = (source, found) => found.map((candidate) => ({ ...candidate, source }));
  return [
    ...CURATED.flatMap(([file, kind]) => from('curated', curated(readFileSync(join(LISTS, file), 'utf8'), kind))),
    ...from('onet', onetTechnologies(folder)),
    ...from('linguist', linguistLanguages(folder)),
    ...from('icons', iconTechnologies(folder)),
    ...from('esco', escoKnowledge(folder)),
    ...from('sentences', markedKnowledge(sentences)),
    ...from('ads', typedSkills(folder)),
  ];
}

function evidenceFor(skills, sentences) {
  const known = new Map(
    skills.flatMap((skill) => [...skill.spellings].map(([key, { written }]) => [key, { skill, written, use: 'anywhere' }])),
  );
  return { evidence: evidenceOf(sentences, (key) => known.get(key)) };
}

/** Names that need company, by hand, and words that plain English uses in lower case. */
function wordsOf(folder, sentences) {
  const lines = readFileSync(join(LISTS, 'ordinary-words.txt'), 'utf8').split('\n');
  const uncertain = new Set(lines.filter((line) => line !== '' && !line.startsWith('#')).map(foldName));
  const unmarked = sentences.map(({ text, spans }) =>
    spans.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}|${rest.slice(end)}`, text),
  );
  const counts = new Map();
  for (const text of [...plainSentences(folder), ...unmarked])
    for (const [word] of text.matchAll(/(?<![\p{L}.])\p{Ll}[\p{Ll}'-]*(?!\p{L})/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { isUncertain: (key) => uncertain.has(key), isOrdinary: (written) => (counts.get(written.toLowerCase()) ?? 0) >= 2 };
}
