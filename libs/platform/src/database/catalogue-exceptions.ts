// What the rules of `catalogue.ts` let pass, by name. Every entry is a decision; its reason stands beside it or beside its DDL.

/** Functions that run with the owner's rights. Each answers one narrow question or does one narrow chore. */
export const DEFINER_FUNCTIONS = [
  'applications.find_job',
  'auth.find_login',
  'notifications.webhook_backlog',
  'platform.announce_task',
  'platform.destroy_log_keys',
  'platform.ensure_partitions_of',
  'platform.find_api_key',
  'platform.keep_result',
  'platform.kept_result',
  'platform.known_organizations',
  'platform.lost_model_calls',
  'platform.organizations_without_log_keys',
  'platform.purge_request_results',
  'platform.purge_tasks',
  'platform.quiet_tasks',
  'platform.search_known_words',
  'platform.search_matches',
  'platform.search_missing_words',
];

/** Unique keys that do not start with the organization although their table has one. */
export const GLOBAL_KEYS = [
  // A public submission names its job and nothing else.
  'applications.job_copies_pkey',
  // A key is shown before anybody knows whose it is.
  'platform.api_key_secrets_pkey',
];

/** Policies that show rows to a context's requests whatever organization is set: what stands there is public anyway. */
export const OPEN_POLICIES = ['jobs.public_jobs.everybody', 'jobs.organization_copies.everybody', 'auth.users.newcomer'];

/** Policies, beside those of the messaging tables, that show rows of all organizations to a context's worker: keys, which hold no personal data. */
export const WORKER_POLICIES = [
  'applications.application_keys.worker_keys',
  'applications.idempotency_keys.worker_keys',
  'applications.job_copies.worker_keys',
  'applications.receipts.worker_keys',
  // Chores delete what ended a day ago.
  'auth.sessions.expired',
];

/** Tables without row security, because no row is of an organization or a person. */
export const TABLES_OF_NO_ORGANIZATION = [
  'auth.signing_keys',
  // The embedded log; what is personal in a record is sealed under its organization's key.
  'platform.log_heads',
  'platform.log_offsets',
  'platform.log_records',
  'platform.master_key',
  'platform.model_switch',
  // Reached through functions that ask for scope and key.
  'platform.request_results',
  // Ids of sessions, and public halves of keys, which every process reads.
  'platform.revoked_sessions',
  'platform.verification_keys',
];

/** Grants across schemas, `<role> <table>`. */
export const SHARED_TABLES = [
  // Answers go in here and never come out: it may insert, no more.
  'screening_app demographics.answers',
  // Reports on fairness are computed by a role of their own.
  'screening_fairness demographics.answers',
  'screening_fairness demographics.snapshot_rows',
  // auth publishes the public halves of its keys there.
  'auth_app platform.verification_keys',
  // auth publishes which sessions ended.
  'auth_app platform.revoked_sessions',
  'auth_worker platform.revoked_sessions',
  // auth publishes the hashes of API keys there, of its own organization only.
  'auth_app platform.api_key_secrets',
];
