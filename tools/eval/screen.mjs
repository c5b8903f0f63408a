import { DEFAULT_SCORING_SETTINGS } from '../../libs/screening/dist/domain/scoring/scoring-settings.js';
import { scoreProfile } from '../../libs/screening/dist/domain/scoring/scorers.js';
import { mebibytes, tableOf } from '../measure/tables.mjs';
import { indexDocuments } from './baselines.mjs';
import { corpusFiles, readTruth } from './corpora.mjs';
import { occupationsHeld, onePerPerson } from './labels.mjs';
import { readOnet } from './onet.mjs';
import { auc, mean, precisionAt } from './ranking.mjs';
import { AS_OF, readFiles } from './reading.mjs';
import { screenMalformed } from './screen-malformed.mjs';

const MUST_HAVES = 5;
const NICE_TO_HAVES = 5;
const FIRST = 5;
/** Below it a mean says more about who happens to be in the corpora than about a method. */
const ENOUGH_JOBS_OF_SEVERAL = 10;

/**
 * Ranks the people of the corpora for the occupations of O*NET and compares with what their titles say; then screens the malformed files.
 * Nothing of the scorer may be tuned to this: the labels are a few dozen, and they come from titles, which the scorer reads too.
 * @param {string} corpora
 */
export async function evaluateScreen(corpora) {
  const { occupations, codesOfTitle } = readOnet(corpora);
  const { people, resumes, run } = await readPeople(corpora, codesOfTitle);
  const held = [...new Set(people.flatMap((person) => [...person.occupations]))].sort();
  const jobs = held.map((code) => occupations.get(code)).filter(Boolean);
  const started = performance.now();
  const tasks = rankingTasks(jobs).map((task) => evaluateTask(task, people));
  const malformed = await screenMalformed(corpora);
  const jobsOfSeveral = jobs.filter(({ code }) => people.filter((person) => person.occupations.has(code)).length > 1).length;
  return {
    passed: malformed.unexplained.length === 0,
    labels: {
      resumes,
      people: people.length,
      jobs: jobs.length,
      pairs: people.reduce((sum, { occupations: codes }) => sum + codes.size, 0),
      jobsOfSeveral,
      areEnough: jobsOfSeveral >= ENOUGH_JOBS_OF_SEVERAL,
    },
    tasks,
    malformed,
    run: {
      ...run,
      parentPeakBytes: process.resourceUsage().maxRSS * 1024,
      rankingSeconds: (performance.now() - started) / 1_000 - malformed.seconds,
    },
  };
}

async function readPeople(corpora, codesOfTitle) {
  const truth = readTruth(corpora);
  const files = corpusFiles(corpora, ['resumes/pdf', 'resumes/docx', 'resumes/txt']);
  const { outcomes, seconds, childPeakBytes } = await readFiles(files);
  const read = files.flatMap(({ file }) => {
    const { ok, text, profile } = outcomes.get(file);
    if (!ok) return [];
    const titles = profile.roles.map(({ title }) => title);
    return [{ person: truth.get(file)?.name ?? file, text, profile, occupations: occupationsHeld(titles, codesOfTitle) }];
  });
  return { people: onePerPerson(read), resumes: read.length, run: { readingSeconds: seconds, childPeakBytes } };
}

/** What is asked of every method: the same words, as a job without criteria or as criteria. */
function rankingTasks(jobs) {
  const criteriaOf = ({ technologies }) => ({
    mustHaveSkills: technologies.slice(0, MUST_HAVES).map((name) => ({ name })),
    niceToHaveSkills: technologies.slice(MUST_HAVES, MUST_HAVES + NICE_TO_HAVES).map((name) => ({ name })),
  });
  const withTechnologies = jobs.filter(({ technologies }) => technologies.length >= MUST_HAVES);
  return [
    {
      task: 'title and description, no criteria',
      jobs,
      queryOf: ({ title, description }) => `${title} ${description}`,
      inputOf: ({ title, description }) => ({ criteria: {}, job: { title, description } }),
    },
    {
      task: 'description only, no criteria',
      jobs,
      queryOf: ({ description }) => description,
      inputOf: ({ description }) => ({ criteria: {}, job: { title: '', description } }),
    },
    {
      task: 'criteria from the technologies',
      jobs: withTechnologies,
      queryOf: ({ technologies }) => technologies.slice(0, MUST_HAVES + NICE_TO_HAVES).join(' '),
      inputOf: (job) => ({ criteria: criteriaOf(job) }),
    },
  ];
}

function evaluateTask({ task, jobs, queryOf, inputOf }, people) {
  const index = indexDocuments(people.map(({ text }) => text));
  const methods = {
    shortlist: (job) =>
      people.map(({ profile }) => scoreProfile({ profile, settings: DEFAULT_SCORING_SETTINGS, asOf: AS_OF, ...inputOf(job) }).score),
    'TF-IDF': (job) => index.tfIdf(queryOf(job)),
    BM25: (job) => index.bm25(queryOf(job)),
  };
  return {
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
        precisionAtFive: mean(ranked.map((scored) => precisionAt(scored, FIRST))),
        precisionAtRelevant: mean(ranked.map((scored) => precisionAt(scored, scored.filter(({ isRelevant }) => isRelevant).length))),
      };
    }),
  };
}

/** The result as tables, the summary last. */
export function screenTables({ labels, tasks, malformed, run, passed }) {
  const { areEnough, ...counts } = labels;
  const warning = areEnough
    ? 'The labels come from titles held, which every method may read: compare methods within a task only.'
    : `Too few labels to say which method is better: ${labels.jobsOfSeveral} jobs have several people, ${ENOUGH_JOBS_OF_SEVERAL} are asked for. Take the figures as an anecdote.`;
  return [
    tableOf('Labels', [counts]),
    warning,
    tableOf(
      'Ranking: mean over the jobs',
      tasks.flatMap(({ task, jobs, methods }) =>
        methods.map(({ method, ...figures }) => ({
          task,
          jobs,
          method,
          AUC: figures.auc,
          'precision@5': figures.precisionAtFive,
          'precision@relevant': figures.precisionAtRelevant,
        })),
      ),
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
