import { randomUUID } from 'node:crypto';
import { SkillSynonyms } from '../../libs/candidates/dist/domain/search/skill-synonyms.js';
import { plainText } from '../../libs/platform/dist/index.js';
import { skillKey } from '../../libs/taxonomy/dist/index.js';
import { TestDatabase } from '../../libs/testing/dist/index.js';
import { tableOf } from '../measure/tables.mjs';
import { corpusFiles, readTruth } from './corpora.mjs';
import { readFiles } from './reading.mjs';
import { firstPlace, meanOf, recallOf, swapped } from './relevance.mjs';

const MOST_HITS = 100;

/**
 * Reads the labelled resumes, indexes what was read, and searches for every listed skill and every person by name: whoever lists the skill,
 * or bears the name, is relevant.
 * @param {string} corpora
 */
export async function evaluateSearch(corpora) {
  const truth = readTruth(corpora);
  const files = corpusFiles(corpora, ['resumes']).filter(({ file }) => truth.has(file));
  const { outcomes } = await readFiles(files);
  const read = files.filter(({ file }) => outcomes.get(file).ok);
  const database = await TestDatabase.start([]);
  try {
    const { search } = await database.infrastructure();
    const ask = await indexed(search, read, outcomes);
    const skills = await relevanceOf(ask, skillQueries(read, truth));
    const slips = await relevanceOf(ask, skillQueries(read, truth, swapped));
    const names = await relevanceOf(ask, nameQueries(read, truth));
    return {
      passed: true,
      files: { labelled: truth.size, read: read.length },
      queries: [
        { asked: 'listed skill', ...skills.mean },
        { asked: 'listed skill, two letters swapped', ...slips.mean },
        { asked: 'full name, as a phrase', ...names.mean },
      ],
      misses: [...skills.misses, ...slips.misses, ...names.misses],
    };
  } finally {
    await database.stop();
  }
}

/** Writes one document per file; answers a function that searches and gives files. */
async function indexed(search, read, outcomes) {
  const [organization, synonyms] = [randomUUID(), new SkillSynonyms(plainText)];
  const fileOf = new Map(read.map(({ file }) => [randomUUID(), file]));
  const documents = [...fileOf].map(([id, file]) => documentOf(id, outcomes.get(file)));
  await search.index(organization, documents);
  return async (text) => {
    const { hits } = await search.search(organization, { text, synonymsOf: (words) => synonyms.of(words), limit: MOST_HITS });
    return hits.map(({ id }) => fileOf.get(id));
  };
}

/** As `IndexCandidate` builds it from the record and the profile. */
function documentOf(id, { profile, text }) {
  const role = profile.roles.find(({ current }) => current) ?? profile.roles[0];
  return {
    id,
    version: 1,
    name: profile.name?.value ?? '',
    emails: profile.emails.slice(0, 1).map(({ value }) => value),
    title: role?.title ?? null,
    skills: profile.skills.map(({ name }) => name),
    companies: profile.roles.flatMap(({ organization }) => organization ?? []),
    location: profile.location?.value ?? null,
    ...{ type: null, status: null, tags: [] },
    text,
    updatedAt: new Date('2026-01-01'),
  };
}

/** Every skill that somebody lists, by one key for all spellings, asked for as the first of them spells it. */
function skillQueries(read, truth, spelt = (word) => word) {
  const listed = read.flatMap(({ file }) => truth.get(file).skills.map((skill) => ({ file, skill, key: skillKey(skill) })));
  return [...Map.groupBy(listed, ({ key }) => key)].flatMap(([key, same]) => {
    const written = spelt(same[0].skill);
    return written === null
      ? []
      : [{ label: key, text: `"${written.replaceAll('"', '')}"`, relevant: new Set(same.map(({ file }) => file)) }];
  });
}

function nameQueries(read, truth) {
  const named = read.flatMap(({ file }) => (truth.get(file).name ? [{ file, name: truth.get(file).name }] : []));
  return [...Map.groupBy(named, ({ name }) => plainText(name))].map(([, same], place) => ({
    label: `name ${place + 1}`,
    text: `"${same[0].name}"`,
    relevant: new Set(same.map(({ file }) => file)),
  }));
}

async function relevanceOf(ask, queries) {
  const judged = [];
  for (const { label, text, relevant } of queries) {
    const found = plainText(text) === '' ? [] : await ask(text);
    judged.push({
      label,
      recall: recallOf(found, relevant, MOST_HITS),
      first: recallOf(found, relevant, relevant.size),
      place: firstPlace(found, relevant),
    });
  }
  return {
    mean: {
      queries: judged.length,
      recall: meanOf(judged.map(({ recall }) => recall)),
      'R-precision': meanOf(judged.map(({ first }) => first)),
      MRR: meanOf(judged.map(({ place }) => (place === null ? 0 : 1 / place))),
      'nothing found': judged.filter(({ place }) => place === null).length,
    },
    misses: judged.filter(({ recall }) => recall < 1).map(({ label, recall }) => ({ label, recall })),
  };
}

export function searchTables({ files, queries, misses }) {
  return [
    tableOf('Search over the resumes of the corpora', queries),
    `\n${files.read} of ${files.labelled} labelled files could be read. ${misses.length} queries miss somebody who is relevant; --output json names them.`,
  ].join('\n');
}
