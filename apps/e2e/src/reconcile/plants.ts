import { newId } from '@shortlist/platform';
import type { Installation } from '@shortlist/standalone';
import type pg from 'pg';
import { countRows } from '../superuser.js';

/** One way in which rows come to lie still: what worked on them is gone, and nobody has touched them for an hour. */
interface Plant {
  /** As the metric `reconciled_total` names it: `<context>.<state>`. */
  readonly state: string;
  /** What tells it from the other plants of its state. */
  readonly name: string;
  /** Lets up to $1 rows lie still. */
  readonly sql: string;
  /** Finds the rows that are stuck; none may be left. */
  readonly stuck: string;
}

const HOUR_AGO = `now() - interval '1 hour'`;
const UNREAD = `SELECT r.application_id, r.candidate_id FROM candidates.resumes r WHERE r.status = 'pending'`;

/** In this order: each takes rows that those before it have left alone, so that an effect has one cause. */
const PLANTS: readonly Plant[] = [
  {
    state: 'candidates.resume_unread',
    name: 'resumes',
    sql: `UPDATE candidates.resumes SET status = 'pending', run = run + 1, updated_at = ${HOUR_AGO}
           WHERE id IN (SELECT id FROM candidates.resumes ORDER BY application_id LIMIT $1)`,
    stuck: "SELECT 1 FROM candidates.resumes WHERE status = 'pending'",
  },
  {
    state: 'candidates.candidate_unindexed',
    name: 'documents',
    sql: `DELETE FROM platform.search_documents WHERE id IN (
            SELECT id FROM candidates.candidates WHERE id NOT IN (SELECT candidate_id FROM (${UNREAD}) AS unread) ORDER BY id LIMIT $1)`,
    stuck: `SELECT 1 FROM candidates.candidates c WHERE NOT EXISTS (
              SELECT FROM platform.search_documents d WHERE d.organization_id = c.organization_id AND d.id = c.id AND d.version >= c.version)`,
  },
  {
    state: 'screening.screening_unrecorded',
    name: 'screenings',
    sql: `UPDATE screening.screening_subjects SET requested_run = run + 1, updated_at = ${HOUR_AGO} WHERE application_id IN (
            SELECT application_id FROM screening.screening_subjects
             WHERE application_id NOT IN (SELECT application_id FROM (${UNREAD}) AS unread) ORDER BY application_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.screening_subjects WHERE requested_run > run',
  },
  {
    state: 'screening.matches_behind',
    name: 'matched candidates',
    sql: `UPDATE screening.profile_copies SET version = version + 1, changed_at = ${HOUR_AGO} WHERE candidate_id IN (
            SELECT candidate_id FROM screening.profile_copies
             WHERE candidate_id NOT IN (SELECT candidate_id FROM (${UNREAD}) AS unread) ORDER BY candidate_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.profile_copies WHERE matched_version < version',
  },
  {
    state: 'screening.matches_behind',
    name: 'matched jobs',
    sql: `UPDATE screening.match_jobs SET generation = generation + 1, changed_at = ${HOUR_AGO} WHERE job_id IN (
            SELECT job_id FROM screening.match_jobs WHERE is_open ORDER BY job_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.match_jobs WHERE is_open AND matched_generation < generation',
  },
  {
    state: 'screening.match_statistics_behind',
    name: 'counts of matches',
    sql: `UPDATE screening.match_jobs SET statistics_due_at = ${HOUR_AGO} WHERE job_id IN (
            SELECT job_id FROM screening.match_jobs ORDER BY job_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.match_jobs WHERE statistics_due_at IS NOT NULL',
  },
  {
    state: 'screening.shortlist_behind',
    name: 'shortlists',
    sql: 'DELETE FROM screening.shortlists WHERE job_id IN (SELECT job_id FROM screening.shortlists ORDER BY job_id LIMIT $1)',
    stuck: `SELECT 1 FROM screening.screening_subjects s LEFT JOIN screening.shortlists l USING (job_id) WHERE l.job_id IS NULL
            UNION ALL SELECT 1 FROM screening.shortlists WHERE version <> announced_version`,
  },
  {
    state: 'notifications.message_unsent',
    name: 'messages',
    sql: `UPDATE notifications.messages SET state = 'pending', sent_at = NULL, updated_at = ${HOUR_AGO}, send_after = ${HOUR_AGO}
           WHERE id IN (SELECT id FROM notifications.messages WHERE state = 'sent' ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.messages WHERE state = 'pending'",
  },
  {
    state: 'notifications.message_unsent',
    name: 'messages being sent',
    sql: `UPDATE notifications.messages SET state = 'sending', updated_at = ${HOUR_AGO}, send_after = ${HOUR_AGO}
           WHERE id IN (SELECT id FROM notifications.messages WHERE state = 'sent' ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.messages WHERE state = 'sending'",
  },
  {
    state: 'notifications.webhook_undelivered',
    name: 'deliveries',
    sql: `UPDATE notifications.webhook_deliveries SET state = 'pending', next_attempt_at = ${HOUR_AGO}, updated_at = ${HOUR_AGO}
           WHERE id IN (SELECT id FROM notifications.webhook_deliveries ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.webhook_deliveries WHERE state = 'pending'",
  },
  {
    state: 'platform.task_lost',
    name: 'tasks',
    sql: `INSERT INTO platform.tasks (id, organization_id, kind, status, created_at, updated_at)
          SELECT gen_random_uuid(), (SELECT min(organization_id::text)::uuid FROM screening.match_jobs), 'screening.match_job',
                 CASE n % 2 WHEN 0 THEN 'waiting' ELSE 'running' END, ${HOUR_AGO}, ${HOUR_AGO} FROM generate_series(1, $1) AS n`,
    stuck: "SELECT 1 FROM platform.tasks WHERE status IN ('waiting', 'running')",
  },
  {
    state: 'platform.model_call_lost',
    name: 'model calls',
    sql: `UPDATE platform.model_calls SET created_at = ${HOUR_AGO} WHERE id IN (
            SELECT id FROM platform.model_calls WHERE state = 'reserved' ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM platform.model_calls WHERE state = 'reserved'",
  },
];

/** States that a reconciler of this process knows and that no plant stands for, and the other way round: both must be empty. */
export async function unmatchedStates({ infrastructure }: Installation): Promise<string[]> {
  const series = (await infrastructure.metrics.text()).matchAll(/^reconciled_total\{context="(\w+)",state="(\w+)"\}/gm);
  const known = new Set([...series].map(([, context, state]) => `${context}.${state}`));
  const plants = new Set(PLANTS.map(({ state }) => state));
  return [...known, ...plants].filter((state) => !known.has(state) || !plants.has(state));
}

/** Lets rows lie still in every state; answers how many, by plant. */
export async function plant(client: pg.Client, { infrastructure }: Installation, most: number): Promise<Record<string, number>> {
  const [row] = (await client.query<{ id: string }>('SELECT organization_id AS id FROM screening.match_jobs LIMIT 1')).rows;
  const call = { organizationId: row?.id ?? '', promptId: 'reconcile', promptVersion: 1, provider: 'none', model: 'none', region: null };
  for (let calls = 0; calls < most; calls++) {
    const refusal = await infrastructure.modelLedger.reserve({ ...call, id: newId(), tier: null, isRepair: false, mostMicros: 1 });
    if (refusal) throw new Error(`no call could be reserved: ${refusal}`);
  }
  // Whoever could still work on them is gone, and no trigger makes the rows young again.
  await client.query("DELETE FROM pgboss.job WHERE name NOT LIKE '%reconcile' AND state IN ('created', 'retry')");
  await client.query("SET session_replication_role = 'replica'");
  const planted: Record<string, number> = {};
  for (const { name, sql } of PLANTS) planted[name] = (await client.query(sql, [most])).rowCount ?? 0;
  await client.query(`UPDATE screening.screening_subjects SET updated_at = ${HOUR_AGO}`);
  await client.query("SET session_replication_role = 'origin'");
  return planted;
}

/** Rows that are stuck, by plant. */
export async function stuckRows(client: pg.Client): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const { name, stuck } of PLANTS) left[name] = await countRows(client, stuck);
  return left;
}
