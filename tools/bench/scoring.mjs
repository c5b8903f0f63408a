import { createHash } from 'node:crypto';
import { readProfile } from '../../libs/resume-reader/dist/domain/profile/read-profile.js';
import { composeDocument } from '../../libs/resume-reader/dist/domain/text-document.js';
import { withDefaults } from '../../libs/screening/dist/domain/criteria.js';
import { inputHash } from '../../libs/screening/dist/domain/replay.js';
import { outcomeOf } from '../../libs/screening/dist/domain/screening-outcome.js';
import { DEFAULT_SCORING_SETTINGS } from '../../libs/screening/dist/domain/scoring/scoring-settings.js';
import { scoreProfile } from '../../libs/screening/dist/domain/scoring/scorers.js';
import { scoringInput } from '../../libs/screening/dist/queries/read-scoring-basis.query.js';
import { tableOf } from '../measure/tables.mjs';
import { median } from './statistics.mjs';

const FULL = { applications: 10_000, rounds: 5 };
const QUICK = { applications: 1_000, rounds: 2 };
/** Of the rate of the bare loop. */
const LEAST_SHARE = 0.8;

const RECEIVED_AT = new Date('2026-01-01T00:00:00.000Z');
const CRITERIA = {
  mustHaveSkills: [{ name: 'Python', years: 2 }, { name: 'SQL' }, { name: 'Bookkeeping' }],
  niceToHaveSkills: [{ name: 'Kubernetes' }, { name: 'Payroll' }],
  minExperienceYears: 3,
  requiredEducation: 'bachelor',
  locationPreference: ['Karachi'],
  languages: [{ name: 'English', level: 'B2' }],
};
const JOB = {
  title: 'Data engineer',
  description: 'Build pipelines in Python and SQL for the finance team. Report to the head of data. Test, document and deploy.',
};
const TITLES = ['Data engineer', 'Accountant', 'Nurse', 'Sales manager', 'Welder', 'Teacher', 'Analyst'];
const WORK = [
  'Built pipelines in Python',
  'Kept the books and payroll',
  'Cared for patients',
  'Led the sales team',
  'Welded frames',
  'Taught mathematics',
  'Wrote reports in SQL',
];

/**
 * What scoring costs between reading and storing: each application with its input, hash and outcome, as the worker does it, beside the bare scorer in a loop.
 * Every profile is new to the scorer in either run. Parsing and storing have their own benchmarks (`parse`, `settling`).
 * @param {{ quick: boolean }} options
 */
export async function benchScoring({ quick }) {
  const { applications, rounds } = quick ? QUICK : FULL;
  const read = (text) => readProfile(composeDocument(text.split('\n').map((line) => ({ text: line }))), RECEIVED_AT.toISOString()).profile;
  const known = Array.from({ length: applications }, (_, index) => read(resumeOf(index)));
  const criteria = { version: 1, criteria: withDefaults(CRITERIA) };
  const basis = { criteria, settings: DEFAULT_SCORING_SETTINGS, jobText: { version: 1, ...JOB } };
  const runs = {
    loop: (profile) =>
      scoreProfile({ profile, criteria: criteria.criteria, settings: DEFAULT_SCORING_SETTINGS, asOf: RECEIVED_AT.toISOString(), job: JOB })
        .score,
    stage: (profile) => {
      const input = scoringInput(profile, basis, RECEIVED_AT);
      const score = scoreProfile(input);
      const outcome = outcomeOf(score, { wantsPerson: false, parserFlags: [], degraded: false }, criteria.criteria.filtering);
      return { hash: inputHash(input), outcome, score }.score.score;
    },
  };
  const rates = { loop: [], stage: [] };
  const checks = new Set();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const profiles = known.map((profile) => structuredClone(profile));
      const started = process.cpuUsage();
      const scores = profiles.map(run);
      const { user, system } = process.cpuUsage(started);
      checks.add(createHash('sha256').update(scores.join(' ')).digest('hex'));
      if (round > 0) rates[name].push(applications / ((user + system) / 1_000_000));
    }
  }
  const share = median(rates.stage) / median(rates.loop);
  return {
    passed: share >= LEAST_SHARE && checks.size === 1,
    applications,
    rounds,
    share,
    sameScores: checks.size === 1,
    perCpuSecond: { loop: median(rates.loop), stage: median(rates.stage) },
  };
}

function resumeOf(index) {
  const one = (list, step) => list[(index * step) % list.length];
  return [
    `Person ${index}`,
    'EXPERIENCE',
    one(TITLES, 1),
    `Harbour Ltd, ${2010 + (index % 9)} - Present`,
    `- ${one(WORK, 1)}`,
    `- ${one(WORK, 3)} for ${index % 40} customers`,
    one(TITLES, 5),
    `Lakeside Inc, ${2004 + (index % 5)} - 2010`,
    `- ${one(WORK, 5)}`,
    'SKILLS',
    ['Python', 'SQL', 'Excel', 'Bookkeeping', 'Payroll', 'Docker'].filter((_, at) => (index >> at) % 2 === 0).join(', '),
    'EDUCATION',
    index % 2 === 0 ? 'Bachelor of Science, 2004' : 'Diploma, 2003',
    'LANGUAGES',
    'English (B2), Urdu (native)',
  ].join('\n');
}

/** The figures as tables, the verdict last. */
export function scoringTables({ perCpuSecond, applications, rounds, share, sameScores, passed }) {
  return tableOf('Scoring: applications per CPU second (median)', [
    {
      applications,
      rounds,
      'bare loop': perCpuSecond.loop,
      stage: perCpuSecond.stage,
      'stage / loop': share,
      'same scores': sameScores ? 'yes' : 'no',
      passed: passed ? 'yes' : 'no',
    },
  ]);
}
