import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Id, Whole } from '@shortlist/contracts';
import { eventually } from '@shortlist/testing';
import { CodedError } from '../errors/coded-error.js';
import { DeliveryBench } from '../event-log/delivery.fixture-spec.js';
import { newId } from '../ids.js';
import { endLostTasks } from '../maintenance/end-lost-tasks.js';
import { Logger } from '../telemetry/index.js';
import type { AnnouncedTask } from './announced-task.js';
import { PgBossTaskQueue } from './drivers/pg-boss.driver.js';
import { defineTask } from './task-definition.js';
import type { TaskDefinition } from './task-definition.js';

class StepsV1 {
  @Id() organizationId: string;
  @Whole(0, 1_000) steps: number;
}

const task = (name: string): TaskDefinition<StepsV1> =>
  defineTask({ name: `billing.${name}`, payload: StepsV1, attempts: 2, retryDelaySeconds: 1, timeoutSeconds: 60, concurrency: 1 });
const counted = task('counted');
const endless = task('endless');
const waitingOnly = task('waiting_only');
const broken = task('broken');
const foreignOnly = task('foreign_only');

let bench: DeliveryBench;
let queue: PgBossTaskQueue;
let other: PgBossTaskQueue;

beforeAll(async () => {
  bench = await DeliveryBench.start();
  const another = (): PgBossTaskQueue =>
    new PgBossTaskQueue(bench.database.address, bench.infrastructure.announcedTasks, Logger.create({ level: 'fatal' }));
  [queue, other] = [another(), another()];
  await queue.start();
  await other.start();
});
afterAll(async () => {
  await queue.stop(1_000);
  await other.stop(1_000);
  await bench.stop();
});

const announce = (definition: TaskDefinition<StepsV1>, steps = 4, subjectId?: string): Promise<string> =>
  bench.runtime.unitOfWork.run({ organizationId: bench.organizationId }, (tx) =>
    queue.announce(tx, definition, { organizationId: bench.organizationId, steps }, subjectId),
  );
const records = (): DeliveryBench['infrastructure']['announcedTasks'] => bench.infrastructure.announcedTasks;
const named = (id: string): { organizationId: string; id: string } => ({ organizationId: bench.organizationId, id });
const statusBecomes = (id: string, status: AnnouncedTask['status']): Promise<AnnouncedTask> =>
  eventually(async () => {
    const found = await records().find(named(id));
    expect(found.status).toBe(status);
    return found;
  }, 60_000);

describe('an announced task', () => {
  it('is there exactly when the change is, and tells progress and result', async () => {
    const rolledBack = bench.runtime.unitOfWork.run({ organizationId: bench.organizationId }, async (tx) => {
      await queue.announce(tx, counted, { organizationId: bench.organizationId, steps: 1 });
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    expect((await records().list(bench.organizationId, {}, { limit: 10, offset: 0, after: null })).total).toBe(0);

    let proceed = (): void => undefined;
    const halfWay = new Promise<void>((resolve) => (proceed = resolve));
    await queue.work(counted, async ({ steps }, { report }) => {
      report({ percent: 50.9, result: { done: steps / 2 } });
      await halfWay;
      report({ percent: 99, result: { done: steps } });
    });
    const subjectId = newId();
    const id = await announce(counted, 4, subjectId);
    await eventually(async () => expect(await records().find(named(id))).toMatchObject({ progress: 50, result: { done: 2 } }));
    proceed();
    expect(await statusBecomes(id, 'succeeded')).toMatchObject({
      kind: 'billing.counted',
      subjectId,
      progress: 100,
      result: { done: 4 },
      errorCode: null,
      cancelRequestedAt: null,
    });
    await expect(records().cancel(named(id))).rejects.toMatchObject({ code: 'tasks.already_ended', kind: 'conflict' });
  });

  it('never runs when it was cancelled while it waited', async () => {
    const id = await announce(waitingOnly);
    expect(await records().cancel(named(id))).toMatchObject({ status: 'cancelled' });
    const ran: number[] = [];
    await queue.work(waitingOnly, async ({ steps }) => void ran.push(steps));
    const next = await announce(waitingOnly, 9);
    await statusBecomes(next, 'succeeded');
    expect(ran).toEqual([9]);
    expect(await records().cancel(named(id))).toMatchObject({ status: 'cancelled' });
  });

  it('is aborted in another process within seconds when it is cancelled while it runs, and not tried again', async () => {
    let attempts = 0;
    await other.work(endless, async (_data, { signal }) => {
      attempts += 1;
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    const id = await announce(endless);
    await statusBecomes(id, 'running');
    expect(await records().cancel(named(id))).toMatchObject({ status: 'running' });
    await statusBecomes(id, 'cancelled');
    await eventually(async () => expect(await queue.alive([id])).toEqual(new Set()));
    expect(attempts).toBe(1);
  });

  it('fails with its code after the last try, and waits in between', async () => {
    await queue.work(broken, async () => {
      throw new CodedError('billing.card_expired', 'rule', 'Zaphod has no money.');
    });
    const id = await announce(broken);
    expect(await statusBecomes(id, 'failed')).toMatchObject({ errorCode: 'billing.card_expired', result: null });
  });

  it('is invisible to other organizations and to the roles of contexts', async () => {
    const id = await announce(foreignOnly);
    const foreign = { organizationId: newId(), id };
    await expect(records().find(foreign)).rejects.toMatchObject({ code: 'tasks.not_found', kind: 'not_found' });
    await expect(records().cancel(foreign)).rejects.toMatchObject({ code: 'tasks.not_found' });
    expect(await records().start(foreign)).toBe(false);
    expect((await records().list(foreign.organizationId, {}, { limit: 10, offset: 0, after: null })).rows).toEqual([]);
    for (const statement of [
      'SELECT FROM platform.tasks',
      "UPDATE platform.tasks SET status = 'running'",
      'SELECT platform.purge_tasks()',
    ]) {
      const asked = bench.runtime.unitOfWork.run({ organizationId: bench.organizationId }, (tx) => tx.query(statement));
      await expect(asked).rejects.toThrow('permission denied');
    }
    const withoutTenant = bench.runtime.unitOfWork.runAsWorker((tx) =>
      queue.announce(tx, counted, { organizationId: bench.organizationId, steps: 1 }),
    );
    await expect(withoutTenant).rejects.toThrow();
  });

  it('goes a month after its end', async () => {
    const [id, younger] = [await announce(counted), await announce(counted)];
    await statusBecomes(id, 'succeeded');
    await statusBecomes(younger, 'succeeded');
    await bench.database.rows("UPDATE platform.tasks SET finished_at = now() - interval '31 days' WHERE id = $1", [id]);
    expect(await bench.infrastructure.chores.purgeTasks()).toBe(1);
    await expect(records().find(named(id))).rejects.toMatchObject({ code: 'tasks.not_found' });
    expect((await records().find(named(younger))).status).toBe('succeeded');
  });
});

describe('an announced task without work behind it', () => {
  it('ends as lost, or as cancelled where that was wished, and only then', async () => {
    const [lost, cancelled, waiting] = [await announce(foreignOnly), await announce(foreignOnly), await announce(foreignOnly)];
    await records().start(named(cancelled));
    await records().cancel(named(cancelled));
    await bench.database.rows('DELETE FROM pgboss.job WHERE id = ANY($1::uuid[])', [[lost, cancelled]]);
    await bench.database.asRole('postgres', async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      await client.query("UPDATE platform.tasks SET updated_at = now() - interval '1 hour' WHERE id = ANY($1)", [
        [lost, cancelled, waiting],
      ]);
    });
    expect(await endLostTasks(queue, records())).toBe(2);
    expect(await endLostTasks(queue, records())).toBe(0);
    expect(await records().find(named(lost))).toMatchObject({ status: 'failed', errorCode: 'tasks.lost' });
    expect(await records().find(named(cancelled))).toMatchObject({ status: 'cancelled', errorCode: null });
    expect(await records().find(named(waiting))).toMatchObject({ status: 'waiting' });
  });
});
