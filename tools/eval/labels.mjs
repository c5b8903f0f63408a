import { foldTitle } from './onet.mjs';

/** What a title says of rank, not of the occupation. */
const RANKS = /^(senior|junior|staff|lead|principal|chief|head|associate|assistant|new graduate|graduate|trainee|sr|jr|i|ii|iii)\s+/;

/** A title that stands for more occupations than this says too little to be a label. */
const MOST_OCCUPATIONS = 3;

/**
 * The occupations whose catalogued titles somebody has held, with or without a rank before them.
 * @param {readonly (string | null)[]} titles
 * @param {ReadonlyMap<string, ReadonlySet<string>>} codesOfTitle
 * @returns {Set<string>}
 */
export function occupationsHeld(titles, codesOfTitle) {
  const found = titles.map((title) => {
    const folded = foldTitle(title ?? '');
    return codesOfTitle.get(folded) ?? codesOfTitle.get(folded.replace(RANKS, '')) ?? new Set();
  });
  return new Set(found.filter((codes) => codes.size <= MOST_OCCUPATIONS).flatMap((codes) => [...codes]));
}

/**
 * One readable, labelled resume per person: the same resume in nine layouts would count nine times.
 * @param {readonly { person: string, occupations: ReadonlySet<string> }[]} resumes
 */
export function onePerPerson(resumes) {
  const labelled = resumes.filter(({ occupations }) => occupations.size > 0);
  return [...Map.groupBy(labelled, ({ person }) => person).values()].map(([first]) => first);
}
