import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionsOf } from '../../libs/resume-reader/dist/domain/section.js';
import { scoreProfile } from '../../libs/screening/dist/domain/scoring/scorers.js';
import { DEFAULT_SCORING_SETTINGS } from '../../libs/screening/dist/domain/scoring/scoring-settings.js';
import { AS_OF, documentOf, readText } from './reading.mjs';

const MUST_HAVES = 5;
/** Names put in the place of the candidate's, taken from all groups in turn. */
const NAMES_PER_RESUME = 12;
/** By how many points order, format and case may move a score. */
const TOLERATED = 1;

/**
 * What must not move a score, tried on every readable resume of the corpora: its own first skills are the must-haves, one of a few occupations is the job.
 * @param {string} corpora
 * @param {readonly { file: string, text: string, profile: object }[]} resumes
 * @param {readonly { title: string, description: string }[]} jobs
 */
export function evaluateSteadiness(corpora, resumes, jobs) {
  const names = Object.values(JSON.parse(readFileSync(join(corpora, 'fairness/top_mens_names.json'), 'utf8'))).flat();
  const changes = resumes.flatMap((resume, index) => changesOf(resume, jobs[index % jobs.length], namesFor(names, index)));
  const formats = [...Map.groupBy(resumes, ({ file }) => stemOf(file)).values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => formatChanges(same, jobs[0]));
  const rows = [...Map.groupBy([...changes, ...formats], ({ what }) => what)].map(([what, all]) => {
    const isBroken = LIMITS[what];
    return {
      what,
      tried: all.length,
      'most points up': Math.max(...all.map(({ by }) => by)),
      'most points down': Math.max(...all.map(({ by }) => -by)),
      broken: all.filter(({ by }) => isBroken(by)).length,
      files: [...new Set(all.filter(({ by }) => isBroken(by)).map(({ file }) => file))],
    };
  });
  return { rows };
}

const raised = (by) => by > 0;
const moved = (by) => Math.abs(by) > TOLERATED;
const LIMITS = {
  'a must-have taken out': raised,
  'a must-have repeated': raised,
  'another name': (by) => by !== 0,
  'the other pronoun': (by) => by !== 0,
  'sections in reverse': moved,
  'capital letters': moved,
  'another format': moved,
};

function changesOf({ file, text }, job, names) {
  const profile = readText(text);
  const skills = profile.skills.filter(({ name }) => name.length > 3).slice(0, MUST_HAVES);
  const input = {
    criteria: { mustHaveSkills: skills.map(({ name }) => ({ name })) },
    job: { title: job.title, description: job.description },
  };
  const scoreOf = (read) => scoreProfile({ profile: read, settings: DEFAULT_SCORING_SETTINGS, asOf: AS_OF, ...input }).score;
  const before = scoreOf(profile);
  const change = (what, changed) => ({ what, file, by: Math.round((scoreOf(readText(changed)) - before) * 100) / 100 });
  const written = skills.flatMap(({ evidence }) => evidence.slice(0, 1).map((span) => span.text));
  return [
    ...written.map((word) => change('a must-have taken out', text.replaceAll(word, ''))),
    ...written.map((word) => change('a must-have repeated', `${text}\n${Array(20).fill(word).join(' ')}`)),
    ...(profile.name ? names.map((name) => change('another name', text.replaceAll(profile.name.evidence[0].text, name))) : []),
    change('the other pronoun', text.replace(/\b(he|him|his|himself)\b/gi, 'she')),
    change('sections in reverse', reversed(text)),
    change('capital letters', text.toUpperCase()),
  ];
}

/** The same resume in other files. */
function formatChanges(same, job) {
  const scoreOf = ({ profile }) => scoreProfile({ profile, criteria: {}, job, settings: DEFAULT_SCORING_SETTINGS, asOf: AS_OF }).score;
  const [first, ...others] = same;
  return others.map((other) => ({
    what: 'another format',
    file: other.file,
    by: Math.round((scoreOf(other) - scoreOf(first)) * 100) / 100,
  }));
}

/** The top stays where it is; what stands under headings comes in the other order. */
function reversed(text) {
  const document = documentOf(text);
  const [top, ...rest] = sectionsOf(document);
  const start = ({ lines }) => lines[0]?.start ?? null;
  const found = rest.filter((section) => start(section) !== null);
  const headingBefore = (at) => document.text.slice(0, at).trimEnd().lastIndexOf('\n') + 1;
  const cuts = found.map((section) => headingBefore(start(section)));
  const pieces = cuts.map((cut, index) => document.text.slice(cut, cuts[index + 1] ?? document.text.length));
  return [document.text.slice(0, cuts[0] ?? document.text.length), ...(top ? pieces.reverse() : pieces)].join('\n');
}

function namesFor(names, index) {
  return Array.from(
    { length: NAMES_PER_RESUME },
    (_, at) => names[(index * 31 + at * Math.floor(names.length / NAMES_PER_RESUME)) % names.length],
  );
}

const stemOf = (file) =>
  file
    .split('/')
    .at(-1)
    .replace(/\.[^.]+$/, '');
