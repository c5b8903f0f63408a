import { CodedError } from '../errors/coded-error.js';
import { countFound } from '../http/answers/count-found.js';
import type { FoundCount } from '../http/answers/count-found.js';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import type { AnnouncedTask, TaskFilters } from './announced-task.js';
import type { TaskReport } from './task-queue.js';

/** Names a task of one organization. */
export interface TaskName {
  readonly organizationId: string;
  readonly id: string;
}

export interface TaskPage extends FoundCount {
  /** One more than asked for when there are more. */
  readonly rows: readonly AnnouncedTask[];
}

const instant = (column: string, name: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${name}"`;
const COLUMNS = `id, kind, subject_id AS "subjectId", status, progress, result, error_code AS "errorCode",
  ${instant('cancel_requested_at', 'cancelRequestedAt')}, ${instant('created_at', 'createdAt')},
  ${instant('started_at', 'startedAt')}, ${instant('finished_at', 'finishedAt')}`;
const MATCHING = `SELECT ${COLUMNS} FROM platform.tasks WHERE ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR subject_id = $2)`;
const OPEN = `status IN ('waiting', 'running')`;

/** The tasks that organizations can follow. States only move along the edges that each method names; times are the database's. */
export class AnnouncedTaskRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(name: TaskName): Promise<AnnouncedTask> {
    return this.within(name, (tx) => this.load(tx, name.id));
  }

  /** Tasks of all organizations that did not move for so long, in order of id. */
  quiet(seconds: number, after: string, limit: number): Promise<TaskName[]> {
    return this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<TaskName>(
        'SELECT organization_id AS "organizationId", id FROM platform.quiet_tasks(make_interval(secs => $1), $2, $3) ORDER BY id',
        [seconds, after, limit],
      ),
    );
  }

  /** The newest first. */
  list(organizationId: string, filters: TaskFilters, page: { limit: number; offset: number; after: string | null }): Promise<TaskPage> {
    const matching = [filters.status ?? null, filters.subjectId ?? null];
    return this.unitOfWork.run({ organizationId }, async (tx) => ({
      rows: await tx.query<AnnouncedTask>(`${MATCHING} AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4 OFFSET $5`, [
        ...matching,
        page.after,
        page.limit + 1,
        page.offset,
      ]),
      ...(await countFound(tx, MATCHING, matching)),
    }));
  }

  /** waiting -> cancelled at once; a running one is asked to stop. One that has ended otherwise is refused. */
  cancel(name: TaskName): Promise<AnnouncedTask> {
    return this.within(name, async (tx) => {
      await tx.execute(
        `UPDATE platform.tasks SET cancel_requested_at = coalesce(cancel_requested_at, now()),
                status = CASE status WHEN 'waiting' THEN 'cancelled' ELSE status END, finished_at = CASE status WHEN 'waiting' THEN now() END
          WHERE id = $1 AND ${OPEN}`,
        [name.id],
      );
      const task = await this.load(tx, name.id);
      if (task.cancelRequestedAt === null) throw new CodedError('tasks.already_ended', 'conflict', 'This task has ended already.');
      return task;
    });
  }

  /** waiting -> running; false when there is nothing (more) to run. A run that died leaves `running`, which its successor takes up. */
  start(name: TaskName): Promise<boolean> {
    return this.within(name, async (tx) => {
      const [row] = await tx.query<{ status: string }>(
        `UPDATE platform.tasks SET status = CASE WHEN cancel_requested_at IS NULL THEN 'running' ELSE 'cancelled' END,
                started_at = coalesce(started_at, now()), finished_at = CASE WHEN cancel_requested_at IS NOT NULL THEN now() END
          WHERE id = $1 AND ${OPEN} RETURNING status`,
        [name.id],
      );
      return row?.status === 'running';
    });
  }

  /** Writes how far it is, if that is news; true when somebody wants it cancelled. Progress never goes back. */
  report(name: TaskName, report: TaskReport | null): Promise<boolean> {
    return this.within(name, async (tx) => {
      if (report) {
        await tx.execute(
          `UPDATE platform.tasks SET progress = greatest(progress, $2), result = coalesce($3, result) WHERE id = $1 AND status = 'running'`,
          [name.id, whole(report.percent), report.result ?? null],
        );
      }
      const [row] = await tx.query('SELECT FROM platform.tasks WHERE id = $1 AND cancel_requested_at IS NOT NULL', [name.id]);
      return row !== undefined;
    });
  }

  /** running -> waiting, for the next attempt; or cancelled, when somebody asked for that meanwhile. */
  async giveBack(name: TaskName): Promise<void> {
    await this.within(name, (tx) =>
      tx.execute(
        `UPDATE platform.tasks SET status = CASE WHEN cancel_requested_at IS NULL THEN 'waiting' ELSE 'cancelled' END,
                finished_at = CASE WHEN cancel_requested_at IS NOT NULL THEN now() END WHERE id = $1 AND status = 'running'`,
        [name.id],
      ),
    );
  }

  /** running -> succeeded. */
  async succeed(name: TaskName, report: TaskReport | null): Promise<void> {
    await this.within(name, (tx) =>
      tx.execute(
        `UPDATE platform.tasks SET status = 'succeeded', progress = 100, result = coalesce($2, result), finished_at = now()
          WHERE id = $1 AND status = 'running'`,
        [name.id, report?.result ?? null],
      ),
    );
  }

  /** running or waiting -> cancelled, when that was asked for, else failed. */
  async giveUp(name: TaskName, errorCode: string, report: TaskReport | null = null): Promise<void> {
    await this.within(name, (tx) =>
      tx.execute(
        `UPDATE platform.tasks SET status = CASE WHEN cancel_requested_at IS NULL THEN 'failed' ELSE 'cancelled' END,
                error_code = CASE WHEN cancel_requested_at IS NULL THEN $2 END, finished_at = now(),
                progress = greatest(progress, $3), result = coalesce($4, result)
          WHERE id = $1 AND ${OPEN}`,
        [name.id, errorCode, whole(report?.percent ?? 0), report?.result ?? null],
      ),
    );
  }

  private async load(tx: Tx, id: string): Promise<AnnouncedTask> {
    const [task] = await tx.query<AnnouncedTask>(`SELECT ${COLUMNS} FROM platform.tasks WHERE id = $1`, [id]);
    if (!task) throw new CodedError('tasks.not_found', 'not_found', 'There is no such task.');
    return task;
  }

  private within<T>({ organizationId }: TaskName, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ organizationId }, work);
  }
}

function whole(percent: number): number {
  return Math.min(100, Math.max(0, Math.floor(percent)));
}
