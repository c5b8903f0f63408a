import { createHash } from 'node:crypto';
import { RunningProcess, newId, personKey } from '@shortlist/platform';
import { sealedProfileContext } from '@shortlist/contracts';
import { TestDatabase } from '@shortlist/testing';
import { ScreeningHttpModule, ScreeningWorkerModule, screeningMigrations } from '../../libs/screening/dist/index.js';
import { sampleProfile } from '../../libs/screening/dist/domain/scoring/sample-profile.js';
import { MatchCandidates } from '../../libs/screening/dist/use-cases/match-candidates.use-case.js';
import { MatchJobs } from '../../libs/screening/dist/use-cases/match-jobs.use-case.js';
import { peakResidentBytes } from '../measure/processes.mjs';
import { mebibytes, tableOf } from '../measure/tables.mjs';

const SIZES = { quick: { jobs: 50, candidates: 200 }, usual: { jobs: 100, candidates: 1_000 }, large: { jobs: 1_000, candidates: 10_000 } };
/** Of the process; the profiles, jobs and scores of a page are all it needs to hold. */
const LIMIT_BYTES = 1024 ** 3;
const MOST_STORED = 500;
const SKILLS = [
  'Python',
  'Java',
  'Kubernetes',
  'PostgreSQL',
  'Excel',
  'Accounting',
  'Nursing',
  'Welding',
  'Sales',
  'Linux',
  'React',
  'German',
];
const TITLES = ['Software Engineer', 'Accountant', 'Nurse', 'Welder', 'Sales Manager', 'Data Analyst', 'System Administrator', 'Teacher'];

/**
 * Every open job with every candidate from nothing, then what one changed candidate and one changed job cost: the scores that have to be
 * computed are those of the one that changed.
 * @param {{ quick: boolean, large: boolean }} options
 */
export async function benchMatching({ quick, large }) {
  const size = quick ? SIZES.quick : large ? SIZES.large : SIZES.usual;
  const database = await TestDatabase.start([screeningMigrations]);
  const infrastructure = await database.infrastructure({ PORT: '0' });
  const running = await RunningProcess.start(infrastructure, [ScreeningHttpModule, ScreeningWorkerModule], { http: true, worker: false });
  const organizationId = newId();
  try {
    const jobs = await seedJobs(database, organizationId, size.jobs);
    const candidates = await seedCandidates(database, infrastructure, organizationId, size.candidates);
    const [matchJobs, matchCandidates] = [MatchJobs, MatchCandidates].map((useCase) => running.app.get(useCase, { strict: false }));
    const run = { signal: new AbortController().signal, report: () => undefined };
    const task = { organizationId, jobId: jobs[0] };
    const pairs = () => countPairs(database, organizationId);
    const rows = [];
    const measure = async (what, scored, work) => {
      const started = performance.now();
      await work();
      const seconds = (performance.now() - started) / 1_000;
      rows.push({ what, pairs: scored, seconds, 'pairs/s': Math.round(scored / seconds) });
    };
    await measure('all, from nothing', size.jobs * size.candidates, () => matchJobs.execute(task, run));
    await matchCandidates.execute({ organizationId }, run);
    const complete = (await pairs()) === size.jobs * size.candidates;
    await measure('nothing changed', 0, async () => {
      await matchJobs.execute(task, run);
      await matchCandidates.execute({ organizationId }, run);
    });
    await database.rows('UPDATE screening.profile_copies SET version = version + 1 WHERE candidate_id = $1', [candidates[0]]);
    await measure('one candidate changed', size.jobs, () => matchCandidates.execute({ organizationId }, run));
    await database.rows('UPDATE screening.match_jobs SET generation = generation + 1 WHERE job_id = $1', [jobs[0]]);
    await measure('one job changed', size.candidates, () => matchJobs.execute(task, run));
    const peakBytes = peakResidentBytes(process.pid);
    const stored = await countStored(database, organizationId);
    const storage = await storedBytes(database);
    const passed = complete && stored === size.jobs * Math.min(MOST_STORED, size.candidates) && peakBytes < LIMIT_BYTES;
    return { passed, ...size, rows, complete, stored, peakBytes, limitBytes: LIMIT_BYTES, ...storage };
  } finally {
    await running.stop();
    await database.stop();
  }
}

/** Deterministic, without a pattern that would favour anybody. */
const pick = (from, seed) => from[createHash('sha256').update(seed).digest().readUInt32BE() % from.length];
const some = (from, count, seed) => [...new Set(Array.from({ length: count }, (_, index) => pick(from, `${seed} ${index}`)))];

async function seedJobs(database, organizationId, count) {
  const ids = Array.from({ length: count }, () => newId());
  const titles = ids.map((_, index) => pick(TITLES, `job ${index}`));
  const documents = ids.map((_, index) =>
    JSON.stringify({
      mustHaveSkills: some(SKILLS, 3, `must ${index}`).map((name) => ({ name, years: 2 })),
      niceToHaveSkills: some(SKILLS, 2, `nice ${index}`).map((name) => ({ name })),
      minExperienceYears: 3,
    }),
  );
  const parameters = [organizationId, ids];
  await database.rows("INSERT INTO screening.job_copies SELECT $1, id, 'open', false, 1 FROM unnest($2::uuid[]) id", parameters);
  await database.rows(
    'INSERT INTO screening.match_jobs (organization_id, job_id, is_open) SELECT $1, id, true FROM unnest($2::uuid[]) id',
    parameters,
  );
  await database.rows('INSERT INTO screening.job_texts SELECT $1, id, 1, title, NULL FROM unnest($2::uuid[], $3::text[]) AS t(id, title)', [
    ...parameters,
    titles,
  ]);
  await database.rows(
    `INSERT INTO screening.screening_criteria SELECT $1, id, 1, document, '', $1, now() FROM unnest($2::uuid[], $3::jsonb[]) AS t(id, document)`,
    [...parameters, documents],
  );
  return ids;
}

async function seedCandidates(database, { keyring, storage }, organizationId, count) {
  const rows = [];
  const waiting = Array.from({ length: count }, (_, index) => index);
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const [candidateId, resumeId] = [newId(), newId()];
      const candidateKey = createHash('sha256').update(candidateId).digest('hex');
      const profileKey = `organizations/${organizationId}/resumes/${resumeId}/profile`;
      const sealed = await keyring.seal(
        organizationId,
        personKey(candidateKey),
        sealedProfileContext(resumeId),
        JSON.stringify(profileOf(index)),
      );
      await storage.put(profileKey, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: 10_000_000 });
      rows.push({ candidateId, resumeId, profileKey, candidateKey });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await database.rows(
    `INSERT INTO screening.profile_copies (organization_id, candidate_id, resume_id, profile_key, candidate_key, parsed_at)
     SELECT $1, c, r, p, k, now() FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS t(c, r, p, k)`,
    [organizationId, ...['candidateId', 'resumeId', 'profileKey', 'candidateKey'].map((name) => rows.map((row) => row[name]))],
  );
  return rows.map(({ candidateId }) => candidateId);
}

function profileOf(index) {
  const skills = some(SKILLS, 8, `skills ${index}`).map((name) => ({ name }));
  const roles = [0, 1, 2].map((role) => ({
    title: pick(TITLES, `title ${index} ${role}`),
    from: `${2010 + role * 4}`,
    to: `${2013 + role * 4}`,
    text: 'Did what had to be done, together with others, in time and within the budget.',
    names: some(SKILLS, 3, `role ${index} ${role}`),
  }));
  return sampleProfile({ name: `Person ${index}`, location: 'Karachi', skills, roles, education: [{ level: 'bachelor', field: 'arts' }] })
    .profile;
}

async function countPairs(database, organizationId) {
  const [{ count }] = await database.rows(
    'SELECT coalesce(sum((SELECT sum(n) FROM unnest(histogram) n)), 0)::int AS count FROM screening.match_jobs WHERE organization_id = $1',
    [organizationId],
  );
  return count;
}

async function countStored(database, organizationId) {
  const [{ count }] = await database.rows('SELECT count(*)::int AS count FROM screening.matches WHERE organization_id = $1', [
    organizationId,
  ]);
  return count;
}

async function storedBytes(database) {
  const [row] = await database.rows(
    `SELECT pg_total_relation_size('screening.match_scores')::int AS "scoresBytes", pg_total_relation_size('screening.matches')::int AS "bestBytes"`,
  );
  return row;
}

/** The figures as tables, the verdict last. */
export function matchingTables({ jobs, candidates, rows, complete, stored, peakBytes, limitBytes, scoresBytes, bestBytes, passed }) {
  return [
    tableOf(`Matching: ${jobs} jobs, ${candidates} candidates`, rows),
    tableOf('Matching: check', [
      {
        'every pair scored': complete ? 'yes' : 'no',
        'best stored': stored,
        'scores MiB': mebibytes(scoresBytes),
        'best MiB': mebibytes(bestBytes),
        'peak MiB': mebibytes(peakBytes),
        'limit MiB': mebibytes(limitBytes),
        passed: passed ? 'yes' : 'no',
      },
    ]),
  ].join('\n');
}
