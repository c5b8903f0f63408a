import { DEFAULT_SCORING_SETTINGS } from '../../libs/screening/dist/domain/scoring/scoring-settings.js';
import { SCORER_VERSION, scorers } from '../../libs/screening/dist/domain/scoring/scorers.js';
import { mebibytes, tableOf } from '../measure/tables.mjs';
import { indexDocuments } from './baselines.mjs';
import { corpusFiles, readTruth } from './corpora.mjs';
import { occupationsHeld, onePerPerson } from './labels.mjs';
import { readOnet } from './onet.mjs';
import { auc, mean, precisionAt } from './ranking.mjs';
import { AS_OF, readFiles, readText } from './reading.mjs';
import { screenMalformed } from './screen-malformed.mjs';
import { evaluateSteadiness } from './steadiness.mjs';
import { readSources, writeResumes } from './synthetic-resumes.mjs';

const MUST_HAVES = 5;
const NICE_TO_HAVES = 5;
/** A person reads a first page. */
const FIRST = 20;
/** Every how many-eth occupation is asked for with written resumes; all others are what people did before. */
const JUDGED_EVERY = 40;
const RESUMES_PER_OCCUPATION = 20;
const SEED = 20_261;
/** Jobs against which steadiness is tried: software, care, business. */
const STEADY_JOBS = ['15-1252.00', '29-1141.00', '11-2021.00'];
/** Below it a mean says more about who happens to be in the corpora than about a method. */
const ENOUGH_JOBS_OF_SEVERAL = 10;

/**
 * Ranks the people of the corpora for the occupations of O*NET and compares with what their titles say; then screens the malformed files.
 * Nothing of the scorer may be tuned to this: the labels are a few dozen, and they come from titles, which the scorer reads too.
 * @param {string} corpora
 */
export async function evaluateScreen(corpora) {
  const onet = readOnet(corpora);
  const { people, resumes, run } = await readPeople(corpora, onet.codesOfTitle);
  const started = performance.now();
  const groups = [
    { group: 'people of the corpora', people, jobs: jobsHeld(people, onet) },
    { group: 'written resumes', ...writtenPeople(corpora, onet) },
  ];
  const tasks = groups.flatMap((each) => rankingTasks(each).map((task) => evaluateTask(task, each.people)));
  const steadiness = evaluateSteadiness(
    corpora,
    resumes,
    STEADY_JOBS.map((code) => onet.occupations.get(code)),
  );
  const rankingSeconds = (performance.now() - started) / 1_000;
  const malformed = await screenMalformed(corpora);
  const jobsOfSeveral = groups[0].jobs.filter(({ code }) => people.filter((person) => person.occupations.has(code)).length > 1).length;
  return {
    passed: malformed.unexplained.length === 0,
    labels: {
      resumes: resumes.length,
      people: people.length,
      jobs: groups[0].jobs.length,
      pairs: people.reduce((sum, { occupations: codes }) => sum + codes.size, 0),
      jobsOfSeveral,
      areEnough: jobsOfSeveral >= ENOUGH_JOBS_OF_SEVERAL,
      written: groups[1].people.length,
      writtenJobs: groups[1].jobs.length,
    },
    tasks,
    steadiness,
    malformed,
    run: { ...run, parentPeakBytes: process.resourceUsage().maxRSS * 1024, rankingSeconds },
  };
}

function jobsHeld(people, { occupations }) {
  const held = [...new Set(people.flatMap((person) => [...person.occupations]))].sort();
  return held.map((code) => occupations.get(code)).filter(Boolean);
}

/** Resumes made from the half of O*NET's statements and titles that the scorer's table has not seen. */
function writtenPeople(corpora, onet) {
  const sources = readSources(corpora, onet);
  const judged = sources.filter((_, index) => index % JUDGED_EVERY === 0);
  const former = sources.filter((_, index) => index % JUDGED_EVERY !== 0);
  const written = writeResumes(judged, former, { perOccupation: RESUMES_PER_OCCUPATION, seed: SEED });
  return {
    people: written.map((resume) => ({ ...resume, profile: readText(resume.text) })),
    jobs: judged.map(({ code }) => onet.occupations.get(code)),
  };
}

async function readPeople(corpora, codesOfTitle) {
  const truth = readTruth(corpora);
  const files = corpusFiles(corpora, ['resumes/pdf', 'resumes/docx', 'resumes/txt']);
  const { outcomes, seconds, childPeakBytes } = await readFiles(files);
  const resumes = files.flatMap(({ file }) => {
    const { ok, text, profile } = outcomes.get(file);
    if (!ok) return [];
    const titles = profile.roles.map(({ title }) => title);
    return [{ file, person: truth.get(file)?.name ?? file, text, profile, occupations: occupationsHeld(titles, codesOfTitle) }];
  });
  return { people: onePerPerson(resumes), resumes, run: { readingSeconds: seconds, childPeakBytes } };
}

/** What is asked of every method: the same words, as a job without criteria or as criteria. */
function rankingTasks({ group, jobs }) {
  const criteriaOf = ({ technologies }) => ({
    mustHaveSkills: technologies.slice(0, MUST_HAVES).map((name) => ({ name })),
    niceToHaveSkills: technologies.slice(MUST_HAVES, MUST_HAVES + NICE_TO_HAVES).map((name) => ({ name })),
  });
  const withTechnologies = jobs.filter(({ technologies }) => technologies.length >= MUST_HAVES);
  return [
    {
      group,
      task: 'title and description, no criteria',
      jobs,
      queryOf: ({ title, description }) => `${title} ${description}`,
      inputOf: ({ title, description }) => ({ criteria: {}, job: { title, description } }),
    },
    {
      group,
      task: 'description only, no criteria',
      jobs,
      queryOf: ({ description }) => description,
      inputOf: ({ description }) => ({ criteria: {}, job: { title: '', description } }),
    },
    {
      group,
      task: 'criteria from the technologies',
      jobs: withTechnologies,
      queryOf: ({ technologies }) => technologies.slice(0, MUST_HAVES + NICE_TO_HAVES).join(' '),
      inputOf: (job) => ({ criteria: criteriaOf(job) }),
    },
    {
      group,
      task: 'title, description and criteria',
      jobs: withTechnologies,
      queryOf: ({ title, description, technologies }) =>
        [title, description, ...technologies.slice(0, MUST_HAVES + NICE_TO_HAVES)].join(' '),
      inputOf: (job) => ({ criteria: criteriaOf(job), job: { title: job.title, description: job.description } }),
    },
  ];
}

function evaluateTask({ group, task, jobs, queryOf, inputOf }, people) {
  const index = indexDocuments(people.map(({ text }) => text));
  const scoresBy = (score) => (job) => {
    const input = { settings: DEFAULT_SCORING_SETTINGS, asOf: AS_OF, ...inputOf(job) };
    return people.map(({ profile }) => score({ profile, ...input }).score);
  };
  const methods = {
    ...Object.fromEntries(Object.entries(scorers).map(([version, score]) => [`scorer ${version}`, scoresBy(score)])),
    'TF-IDF': (job) => index.tfIdf(queryOf(job)),
    BM25: (job) => index.bm25(queryOf(job)),
  };
  return {
    group,
    task,
    jobs: jobs.length,
    methods: Object.entries(methods).map(([method, scoresOf]) => {
      const ranked = jobs.map((job) => {
        const scores = scoresOf(job);
        return people.map(({ occupations }, at) => ({ score: scores[at], isRelevant: occupations.has(job.code) }));
      });
      return {
        method,
        auc: mean(ranked.map(auc).filter((area) => area !== null)),
        precisionAtFirst: mean(ranked.map((scored) => precisionAt(scored, FIRST))),
        precisionAtRelevant: mean(ranked.map((scored) => precisionAt(scored, scored.filter(({ isRelevant }) => isRelevant).length))),
      };
    }),
  };
}

/** The result as tables, the summary last. */
export function screenTables({ labels, tasks, steadiness, malformed, run, passed }) {
  const { areEnough, ...counts } = labels;
  const warning = areEnough
    ? 'The labels come from titles held, which every method may read: compare methods within a task only.'
    : `Too few labels to say which method is better: ${labels.jobsOfSeveral} jobs have several people, ${ENOUGH_JOBS_OF_SEVERAL} are asked for. Take the figures as an anecdote.`;
  return [
    tableOf('Labels', [counts]),
    warning,
    tableOf(
      'Ranking: mean over the jobs',
      tasks.flatMap(({ group, task, jobs, methods }) =>
        methods.map(({ method, ...figures }) => ({
          resumes: group,
          task,
          jobs,
          method,
          AUC: figures.auc,
          [`precision@${FIRST}`]: figures.precisionAtFirst,
          'precision@relevant': figures.precisionAtRelevant,
        })),
      ),
    ),
    `\nscorer ${SCORER_VERSION} is the one in use; the written resumes share neither statements nor titles with its table, but their technologies.`,
    tableOf(
      'Steadiness: what must not move a score',
      steadiness.rows.map(({ files: _, ...row }) => row),
    ),
    tableOf('Malformed files through `shortlist screen`', malformed.outcomes),
    ...(malformed.complaint ? [`The command ended with ${malformed.exitCode}:\n${malformed.complaint}`] : []),
    tableOf('Run', [
      {
        'reading s': run.readingSeconds,
        'ranking s': run.rankingSeconds,
        'malformed s': malformed.seconds,
        'parent peak MiB': mebibytes(run.parentPeakBytes),
        'child peak MiB': mebibytes(run.childPeakBytes),
        'malformed exit code': malformed.exitCode,
        unexplained: malformed.unexplained.length,
        passed: passed ? 'yes' : 'no',
      },
    ]),
  ].join('\n');
}
