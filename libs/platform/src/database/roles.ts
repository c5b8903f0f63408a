/** Owns every schema but `pgboss` and runs migrations; no service logs in as it. */
export const OWNER_ROLE = 'shortlist_owner';

/** The role of the platform's embedded drivers: event log, search, keys. */
export const PLATFORM_ROLE = 'platform_app';

/** Owns the schema of pg-boss and runs its workers. */
export const TASKS_ROLE = 'platform_tasks';

/** May add tasks; every context's roles are members. */
export const TASK_SENDER_ROLE = 'platform_task_sender';

export const appRole = (context: string): string => `${context}_app`;
export const workerRole = (context: string): string => `${context}_worker`;
