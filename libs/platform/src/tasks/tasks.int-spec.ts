import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Whole } from '@shortlist/contracts';
import { TestDatabase, eventually } from '@shortlist/testing';
import { DeliveryBench } from '../event-log/delivery.fixture-spec.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Logger } from '../telemetry/index.js';
import { PgBossTaskQueue } from './drivers/pg-boss.driver.js';
import { defineTask } from './task-definition.js';
import type { TaskDefinition } from './task-definition.js';
import type { TaskRun } from './task-queue.js';

class CountV1 {
  @Whole(0, 1_000) n: number;
}

const task = (name: string, changes: Partial<TaskDefinition<CountV1>> = {}): TaskDefinition<CountV1> =>
  defineTask({
    name: `billing.${name}`,
    payload: CountV1,
    attempts: 3,
    retryDelaySeconds: 1,
    timeoutSeconds: 60,
    concurrency: 1,
    ...changes,
  });

const simple = task('simple');
const failing = task('failing');
const abandoned = task('abandoned');
const single = task('single');
const together = task('together', { together: 10 });
const scheduled = task('scheduled', { schedule: { cron: '* * * * *' } });

let bench: DeliveryBench;
let unitOfWork: UnitOfWork;
let queue: PgBossTaskQueue;
const others: PgBossTaskQueue[] = [];
const tenant = (): { organizationId: string } => ({ organizationId: bench.organizationId });

/** The queue as another process would have it. */
async function another(): Promise<PgBossTaskQueue> {
  const one = new PgBossTaskQueue(bench.database.address, bench.infrastructure.announcedTasks, Logger.create({ level: 'fatal' }));
  await one.start();
  others.push(one);
  return one;
}

beforeAll(async () => {
  bench = await DeliveryBench.start();
  unitOfWork = bench.runtime.unitOfWork;
  queue = await another();
});
afterEach(async () => void (await bench.database.rows('DELETE FROM pgboss.job_common')));
afterAll(async () => {
  for (const one of others) await one.stop(1_000);
  await bench.stop();
});

const waiting = (name: string): Promise<{ n: number }[]> =>
  bench.database.rows<{ n: number }>("SELECT (data->>'n')::int AS n FROM pgboss.job WHERE name = $1 ORDER BY n", [name]);

describe('the task queue', () => {
  it('starts in many processes at once over a fresh database', async () => {
    const database = await TestDatabase.start([]);
    const { announcedTasks } = bench.infrastructure;
    const started = Array.from(
      { length: 8 },
      () => new PgBossTaskQueue(database.address, announcedTasks, Logger.create({ level: 'fatal' })),
    );
    try {
      expect(await Promise.allSettled(started.map((one) => one.start()))).toEqual(
        started.map(() => ({ status: 'fulfilled', value: undefined })),
      );
    } finally {
      for (const one of started) await one.stop(1_000);
      await database.stop();
    }
  });
});

describe('a task', () => {
  it('exists exactly when the change does that asked for it', async () => {
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, simple, { n: 1 }));
    const rolledBack = unitOfWork.run(tenant(), async (tx) => {
      await queue.enqueue(tx, simple, { n: 2 });
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    await unitOfWork.runAsWorker((tx) => queue.enqueueAll(tx, simple, [{ data: { n: 3 } }, { data: { n: 4 } }]));
    expect((await waiting(simple.name)).map((row) => row.n)).toEqual([1, 3, 4]);
    expect((await queue.depth()).get(simple.name)?.oldestSeconds).toBeGreaterThan(0);
  });

  it('is tried again after a failure, later each time, and knows its last try', async () => {
    const runs: Pick<TaskRun, 'attempt' | 'isLast'>[] = [];
    const at: number[] = [];
    await queue.work(failing, async (_data, { attempt, isLast }) => {
      runs.push({ attempt, isLast });
      at.push(Date.now());
      throw new TypeError('candidate Zaphod cannot be read');
    });
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, failing, { n: 1 }));
    await eventually(() => expect(runs).toHaveLength(3), 60_000);
    expect(runs).toEqual([
      { attempt: 1, isLast: false },
      { attempt: 2, isLast: false },
      { attempt: 3, isLast: true },
    ]);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(500);
    const failed = await eventually(async () => {
      const rows = await bench.database.rows<{ output: unknown }>("SELECT output FROM pgboss.job WHERE name = $1 AND state = 'failed'", [
        failing.name,
      ]);
      expect(rows).toHaveLength(1);
      return rows[0];
    });
    expect(JSON.stringify(failed?.output)).not.toContain('Zaphod');
    expect((await queue.depth()).get(failing.name)).toEqual({ waiting: 0, active: 0, failed: 1, oldestSeconds: 0 });
  });

  it('goes to another worker when the one that held it is gone', async () => {
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, abandoned, { n: 7 }));
    // What a process killed by SIGKILL leaves behind: a task in work whose heartbeat has stopped.
    await bench.database.rows(
      `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '30 seconds', heartbeat_on = now() - interval '30 seconds' WHERE name = $1`,
      [abandoned.name],
    );
    const taken: number[] = [];
    const rescuer = await another();
    await rescuer.work(abandoned, async ({ n }) => void taken.push(n));
    await eventually(() => expect(taken).toEqual([7]), 60_000);
  });

  it('is added once while one with its key waits, and again afterwards', async () => {
    for (const n of [1, 2]) await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, single, { n }, { singleton: 'job-1' }));
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, single, { n: 3 }, { singleton: 'job-2' }));
    expect((await waiting(single.name)).map((row) => row.n)).toEqual([1, 3]);
    const done: number[] = [];
    await queue.work(single, async ({ n }) => void done.push(n));
    await eventually(() => expect(done.toSorted()).toEqual([1, 3]));
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, single, { n: 4 }, { singleton: 'job-1' }));
    await eventually(() => expect(done.toSorted()).toEqual([1, 3, 4]));
  });

  it('shares a run with others where the handler takes many; when that fails, only the one to blame is tried again', async () => {
    const runs: number[][] = [];
    await unitOfWork.run(tenant(), (tx) =>
      queue.enqueueAll(
        tx,
        together,
        [1, 2, 3, 4].map((n) => ({ data: { n } })),
      ),
    );
    await queue.workTogether(together, async (tasks) => {
      runs.push(tasks.map(({ data }) => data.n).toSorted());
      if (tasks.some(({ data, run }) => data.n === 3 && run.attempt === 1)) throw new TypeError('Zaphod');
    });
    await eventually(async () => {
      expect((await queue.depth()).get(together.name)).toMatchObject({ waiting: 0, active: 0, failed: 0 });
      expect(runs.at(-1)).toEqual([3]);
      expect(runs).toHaveLength(6);
    }, 60_000);
    expect(runs[0]).toEqual([1, 2, 3, 4]);
    expect(runs.slice(1, 5).flat().toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('fires by itself when it has a schedule', async () => {
    const runs: string[] = [];
    await queue.work(scheduled, async (_data, { id }) => void runs.push(id));
    await eventually(() => expect(runs.length).toBeGreaterThan(0), 60_000);
  });

  it('cannot be read, changed or deleted by the role of a context', async () => {
    await unitOfWork.run(tenant(), (tx) => queue.enqueue(tx, simple, { n: 1 }));
    for (const statement of [
      'SELECT data FROM pgboss.job',
      "UPDATE pgboss.job SET state = 'completed'",
      'DELETE FROM pgboss.job',
      'SELECT data FROM pgboss.job_common',
      'DELETE FROM pgboss.job_common',
    ]) {
      await expect(unitOfWork.run(tenant(), (tx) => tx.query(statement))).rejects.toThrow('permission denied');
      await expect(unitOfWork.runAsWorker((tx) => tx.query(statement))).rejects.toThrow('permission denied');
    }
    expect(await waiting(simple.name)).toHaveLength(1);
  });
});
