/** A state in which rows can lie still. */
export interface StuckState {
  /** The reconciler's name for it; several plants may share one. */
  readonly state: string;
  readonly name: string;
  /** Makes rows lie still, `$1` of them at most: what worked on them is gone, and nobody has touched them for an hour. */
  readonly plant: string;
  /** Rows that still lie still: none may be left. */
  readonly stuck: string;
}

const AN_HOUR_AGO = "now() - interval '1 hour'";
const ORGANIZATION = '(SELECT organization_id FROM applications.applications LIMIT 1)';

/** In the order in which they are planted: a resume that is read again is screened again, so that its application is left alone. */
export const STATES: readonly StuckState[] = [
  {
    ...{ state: 'resume_unread', name: 'resume_unread' },
    plant: `UPDATE candidates.resumes SET status = 'pending', run = run + 1, updated_at = ${AN_HOUR_AGO}
      WHERE id IN (SELECT id FROM candidates.resumes ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM candidates.resumes WHERE status = 'pending'",
  },
  {
    ...{ state: 'screening_unrecorded', name: 'screening_unrecorded' },
    plant: `UPDATE screening.screening_subjects SET requested_run = run + 1, updated_at = ${AN_HOUR_AGO} WHERE application_id IN (
      SELECT s.application_id FROM screening.screening_subjects s
       WHERE NOT EXISTS (SELECT FROM candidates.resumes r WHERE r.application_id = s.application_id AND r.status = 'pending') LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.screening_subjects WHERE requested_run > run',
  },
  {
    ...{ state: 'message_unsent', name: 'message_pending' },
    plant: `UPDATE notifications.messages SET state = 'pending', sent_at = NULL, updated_at = ${AN_HOUR_AGO}, send_after = ${AN_HOUR_AGO}
      WHERE id IN (SELECT id FROM notifications.messages WHERE state = 'sent' ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.messages WHERE state = 'pending'",
  },
  {
    ...{ state: 'message_unsent', name: 'message_sending' },
    plant: `UPDATE notifications.messages SET state = 'sending', updated_at = ${AN_HOUR_AGO}, send_after = ${AN_HOUR_AGO}
      WHERE id IN (SELECT id FROM notifications.messages WHERE state = 'sent' ORDER BY id LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.messages WHERE state = 'sending'",
  },
  {
    ...{ state: 'webhook_undelivered', name: 'webhook_undelivered' },
    plant: `UPDATE notifications.webhook_deliveries SET state = 'pending', next_attempt_at = ${AN_HOUR_AGO}, updated_at = ${AN_HOUR_AGO}
      WHERE (id) IN (SELECT id FROM notifications.webhook_deliveries LIMIT $1)`,
    stuck: "SELECT 1 FROM notifications.webhook_deliveries WHERE state = 'pending'",
  },
  {
    ...{ state: 'shortlist_behind', name: 'shortlist_behind' },
    plant: 'DELETE FROM screening.shortlists WHERE job_id IN (SELECT job_id FROM screening.shortlists ORDER BY job_id LIMIT $1)',
    stuck: `SELECT DISTINCT s.job_id FROM screening.screening_subjects s LEFT JOIN screening.shortlists l ON l.job_id = s.job_id WHERE l.job_id IS NULL`,
  },
  {
    ...{ state: 'matches_behind', name: 'matches_behind' },
    plant: `UPDATE screening.profile_copies SET matched_version = version - 1, changed_at = ${AN_HOUR_AGO}
      WHERE candidate_id IN (SELECT candidate_id FROM screening.profile_copies WHERE matched_version = version ORDER BY candidate_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.profile_copies WHERE matched_version < version',
  },
  {
    ...{ state: 'match_statistics_behind', name: 'match_statistics_behind' },
    plant: `UPDATE screening.match_jobs SET statistics_due_at = ${AN_HOUR_AGO}
      WHERE job_id IN (SELECT job_id FROM screening.match_jobs ORDER BY job_id LIMIT $1)`,
    stuck: 'SELECT 1 FROM screening.match_jobs WHERE statistics_due_at IS NOT NULL',
  },
  {
    ...{ state: 'task_lost', name: 'task_lost' },
    plant: `INSERT INTO platform.tasks (id, organization_id, kind, status, created_at, started_at, updated_at)
      SELECT uuidv7(), ${ORGANIZATION}, 'screening.nobody', 'running', ${AN_HOUR_AGO}, ${AN_HOUR_AGO}, ${AN_HOUR_AGO} FROM generate_series(1, $1::int)`,
    stuck: "SELECT 1 FROM platform.tasks WHERE kind = 'screening.nobody' AND status IN ('waiting', 'running')",
  },
  {
    ...{ state: 'model_call_lost', name: 'model_call_lost' },
    plant: `INSERT INTO platform.model_calls
        (id, organization_id, prompt_id, prompt_version, provider, model, is_repair, reserved_micros, created_at)
      SELECT uuidv7(), ${ORGANIZATION}, 'nobody', 1, 'nobody', 'nobody', false, 0, ${AN_HOUR_AGO} FROM generate_series(1, $1::int)`,
    stuck: "SELECT 1 FROM platform.model_calls WHERE state = 'reserved'",
  },
];

/** What the index lacks is no state of a row: it is compared with the records every hour. */
export const NO_STATES_OF_ROWS = ['candidate_unindexed'];
