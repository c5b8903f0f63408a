/** Owns every schema but `pgboss` and runs migrations; no service logs in as it. */
export const OWNER_ROLE = 'shortlist_owner';

/** The role of the platform's embedded drivers: event log, search, keys. */
export const PLATFORM_ROLE = 'platform_app';

/** Owns the schema of pg-boss and runs its workers. */
export const TASKS_ROLE = 'platform_tasks';

/** May add tasks; every context's roles are members. */
export const TASK_SENDER_ROLE = 'platform_task_sender';

/** May keep and find results of requests with an Idempotency-Key; the roles that answer requests are members. */
export const REQUEST_KEEPER_ROLE = 'platform_request_keeper';

/** Reads what people say of themselves, for reports on fairness; nothing else logs in as it. */
export const FAIRNESS_ROLE = 'screening_fairness';

export const appRole = (context: string): string => `${context}_app`;
export const workerRole = (context: string): string => `${context}_worker`;
