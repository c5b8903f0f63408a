import { PgBoss } from 'pg-boss';
import type { ConnectionOptions, JobInsert, JobResult, JobWithMetadata } from 'pg-boss';
import type { DatabaseAddress } from '../../database/connections.js';
import { TASKS_ROLE, TASK_SENDER_ROLE } from '../../database/roles.js';
import type { Tx } from '../../database/unit-of-work.js';
import { newId } from '../../ids.js';
import type { Logger } from '../../telemetry/index.js';
import { runAnnounced } from '../announced-run.js';
import type { AnnouncedTaskRepository } from '../announced-task.repository.js';
import { taskDefinitions } from '../task-definition.js';
import { TaskTelemetry, payloadOf, queued } from '../task-telemetry.js';
import type { FollowedTask, QueuedData } from '../task-telemetry.js';
import type { TaskDefinition } from '../task-definition.js';
import { TaskQueue } from '../task-queue.js';
import type { EnqueueOptions, TakenTask, TaskDepth, TaskHandler, TaskSubject, TogetherHandler } from '../task-queue.js';

/** A worker that died loses its tasks after this time (pg-boss allows no less). */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
const POLL_SECONDS = 2;

/** Held while a process gives the rights on pg-boss's tables. */
const GRANTS_LOCK = 7_203_862;

/** Tasks on pg-boss, which lives in its own schema of the same PostgreSQL, so that enqueueing is part of the transaction. */
export class PgBossTaskQueue extends TaskQueue {
  private readonly boss: PgBoss;
  private readonly declared = new Set<string>();
  /** What open transactions have added so far, by queue. */
  private readonly added = new WeakMap<Tx, Map<string, JobInsert[]>>();

  constructor(
    address: DatabaseAddress,
    private readonly announced: AnnouncedTaskRepository,
    private readonly logger: Logger,
    private readonly telemetry = new TaskTelemetry(),
  ) {
    super();
    this.boss = new PgBoss({
      host: address.host,
      port: address.port,
      database: address.database,
      user: TASKS_ROLE,
      ...(address.password !== null && { password: address.password }),
      application_name: TASKS_ROLE,
      max: 4,
      useListenNotify: true,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      cronMonitorIntervalSeconds: 10,
      reindex: false,
    });
    this.boss.on('error', (error) => this.logger.warn('task_queue_error', {}, error));
  }

  /** Creates what is missing: pg-boss's schema, a queue per declared task, the schedules. */
  async start(): Promise<void> {
    await this.boss.start();
    const existing = new Set((await this.boss.getQueues()).map((queue) => queue.name));
    for (const task of taskDefinitions()) await this.declare(task, existing.has(task.name));
    await this.boss.getDb().executeSql(grants());
  }

  stop(timeoutMs: number): Promise<void> {
    return this.boss.stop({ graceful: true, timeout: timeoutMs, close: true });
  }

  enqueue<T extends object>(tx: Tx, task: TaskDefinition<T>, data: T, options?: EnqueueOptions): Promise<void> {
    return this.enqueueAll(tx, task, [{ data, ...(options && { options }) }]);
  }

  enqueueAll<T extends object>(tx: Tx, task: TaskDefinition<T>, items: readonly { data: T; options?: EnqueueOptions }[]): Promise<void> {
    if (items.length === 0) return Promise.resolve();
    const entries = items.map(({ data, options }) => ({
      data: queued(data),
      singletonKey: options?.singleton ?? crypto.randomUUID(),
      ...(options?.startAfter && { startAfter: options.startAfter }),
    })) satisfies JobInsert[];
    this.addedIn(tx, task.name).push(...entries);
    return Promise.resolve();
  }

  /** What a transaction adds to one queue is written with one statement, just before the commit. */
  private addedIn(tx: Tx, name: string): JobInsert[] {
    const queues = this.added.get(tx) ?? new Map<string, JobInsert[]>();
    this.added.set(tx, queues);
    const known = queues.get(name);
    if (known) return known;
    const entries: JobInsert[] = [];
    queues.set(name, entries);
    tx.beforeCommit(async () => {
      queues.delete(name);
      await this.boss.insert(name, entries, { db: within(tx) });
    });
    return entries;
  }

  async announce<T extends TaskSubject>(tx: Tx, task: TaskDefinition<T>, data: T, subjectId?: string): Promise<string> {
    const id = newId();
    await tx.query('SELECT platform.announce_task($1, $2, $3)', [id, task.name, subjectId ?? null]);
    // Its own id as the key tells an announced task from others; see `handle`.
    this.addedIn(tx, task.name).push({ id, data: queued(data), singletonKey: id });
    return id;
  }

  async alive(ids: readonly string[]): Promise<Set<string>> {
    const sql = "SELECT id FROM pgboss.job WHERE id = ANY($1::uuid[]) AND state IN ('created', 'retry', 'active')";
    const { rows } = await this.boss.getDb().executeSql(sql, [[...ids]]);
    return new Set((rows as { id: string }[]).map((row) => row.id));
  }

  work<T extends object>(task: TaskDefinition<T>, handler: TaskHandler<T>): Promise<void> {
    return this.startWorkers(task, (jobs) =>
      Promise.all(jobs.map((job) => this.runAlone(task.name, job, ([one]) => (one ? this.handle(job, one, handler) : Promise.resolve())))),
    );
  }

  workTogether<T extends object>(task: TaskDefinition<T>, handler: TogetherHandler<T>): Promise<void> {
    return this.startWorkers(task, (jobs) => this.runTogether(task.name, jobs, handler));
  }

  private async startWorkers<T extends object>(
    task: TaskDefinition<T>,
    run: (jobs: readonly JobWithMetadata<T>[]) => Promise<JobResult[]>,
  ): Promise<void> {
    const most = task.together ?? 1;
    if (!this.declared.has(task.name)) await this.declare(task, (await this.boss.getQueue(task.name)) !== null);
    const options = {
      includeMetadata: true as const,
      perJobResults: true as const,
      batchSize: most,
      localConcurrency: 1,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    };
    for (let worker = 0; worker < task.concurrency; worker++) {
      const id: string = await this.boss.work<T, void, typeof options>(task.name, options, async (jobs) => {
        const results = await run(jobs);
        // A worker would sleep until its next poll although more may wait.
        if (jobs.length === most) this.boss.notifyWorker(id);
        return results;
      });
    }
  }

  private async declare<T extends object>(task: TaskDefinition<T>, exists: boolean): Promise<void> {
    if (exists) await this.boss.updateQueue(task.name, queueOptions(task));
    else await this.boss.createQueue(task.name, { policy: 'short', ...queueOptions(task) });
    if (task.schedule) await this.boss.schedule(task.name, task.schedule.cron, {}, { tz: 'UTC' });
    this.declared.add(task.name);
  }

  /** All at once; when that fails, one by one. */
  private async runTogether<T>(name: string, jobs: readonly JobWithMetadata<T>[], handler: TogetherHandler<T>): Promise<JobResult[]> {
    if (jobs.length > 1) {
      const tasks = jobs.map(taken);
      const isDone = await this.telemetry
        .run(name, tasks, () => handler(tasks))
        .then(
          () => true,
          () => false,
        );
      if (isDone) return jobs.map(({ id }) => ({ id, status: 'completed' }));
    }
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await this.runAlone(name, job, handler));
    return results;
  }

  private handle<T>(job: JobWithMetadata<T>, { data, run }: TakenTask<T>, handler: TaskHandler<T>): Promise<void> {
    if (job.singletonKey !== job.id) return handler(data, run);
    const { organizationId } = data as T & TaskSubject;
    return runAnnounced(this.announced, { organizationId, id: job.id }, run, (announced) => handler(data, announced));
  }

  private async runAlone<T>(name: string, job: JobWithMetadata<T>, handler: TogetherHandler<T>): Promise<JobResult> {
    const one = taken(job);
    try {
      await this.telemetry.run(name, [one], () => handler([one]));
      return { id: job.id, status: 'completed' };
    } catch (error) {
      this.logger.warn('task_failed', { task: name, taskId: job.id, attempt: one.run.attempt }, error);
      // Never its message: that may quote a row.
      return { id: job.id, status: 'failed', output: { message: error instanceof Error ? error.name : 'unknown' } };
    }
  }

  async depth(): Promise<Map<string, TaskDepth>> {
    const { rows } = await this.boss.getDb().executeSql(
      `SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry'))::int AS waiting, count(*) FILTER (WHERE state = 'active')::int AS active,
              count(*) FILTER (WHERE state = 'failed')::int AS failed,
              greatest(0, coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE state IN ('created', 'retry'))), 0))::float8 AS "oldestSeconds"
         FROM pgboss.job GROUP BY name`,
    );
    return new Map((rows as (TaskDepth & { name: string })[]).map(({ name, ...depth }) => [name, depth]));
  }
}

function taken<T>(job: JobWithMetadata<T>): FollowedTask<T> {
  const { id, retryCount, retryLimit, signal } = job;
  const stored = job.data as QueuedData<T>;
  const run = { id, attempt: retryCount + 1, isLast: retryCount >= retryLimit, signal, report: () => undefined };
  return { data: payloadOf(stored), run, traceparent: stored.traceparent ?? null };
}

function queueOptions<T extends object>(
  task: TaskDefinition<T>,
): {
  retryLimit: number;
  retryDelay: number;
  retryDelayMax?: number;
  retryBackoff: boolean;
  expireInSeconds: number;
  heartbeatSeconds: number;
  notify: boolean;
  deleteAfterSeconds: number;
} {
  return {
    retryLimit: task.attempts - 1,
    retryDelay: task.retryDelaySeconds,
    ...(task.mostRetryDelaySeconds && { retryDelayMax: task.mostRetryDelaySeconds }),
    retryBackoff: true,
    expireInSeconds: task.timeoutSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    notify: true,
    deleteAfterSeconds: 24 * 3_600,
  };
}

/**
 * Contexts may add tasks and nothing else: not read, change or delete one. Processes that start together wait for each other:
 * PostgreSQL refuses to change the rights of one object twice at once ("tuple concurrently updated").
 */
function grants(): string {
  return `
    SELECT pg_advisory_xact_lock(${GRANTS_LOCK});
    GRANT USAGE ON SCHEMA pgboss TO ${TASK_SENDER_ROLE};
    GRANT SELECT ON pgboss.queue TO ${TASK_SENDER_ROLE};
    DO $$ DECLARE target regclass; BEGIN
      FOR target IN SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'pgboss' AND c.relkind IN ('r', 'p') AND c.relname LIKE 'job%' AND EXISTS (
          SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'start_after')
      LOOP
        EXECUTE format('GRANT INSERT, SELECT (id, start_after) ON %s TO ${TASK_SENDER_ROLE}', target);
      END LOOP;
    END $$`;
}

function within(tx: Tx): NonNullable<ConnectionOptions['db']> {
  return {
    executeSql: async (text, values) => ({ rows: await tx.query(text, values ?? []) }),
  };
}
