import { describe, expect, it } from '@jest/globals';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import type { AnnouncedTaskRepository } from '../tasks/announced-task.repository.js';
import type { TaskDefinition } from '../tasks/task-definition.js';
import type { TaskQueue } from '../tasks/task-queue.js';
import { Metrics } from '../telemetry/index.js';
import type { Logger } from '../telemetry/index.js';
import { endLostTasksTask, startMaintenance } from './maintenance-tasks.js';
import type { ModelLedger } from '../models/index.js';
import type { PlatformChores } from './platform-chores.js';
import { Reconciler, reconcileTask } from './reconciler.js';

const ORGANIZATIONS = ['one', 'two'];

/** A process whose scheduled tasks run when the spec says so. */
function bench() {
  const handlers = new Map<string, () => Promise<void>>();
  const work = (task: TaskDefinition<object>, handler: () => Promise<void>) => Promise.resolve(void handlers.set(task.name, handler));
  const queue = { work, alive: () => Promise.resolve(new Set(['alive'])) } as unknown as TaskQueue;
  const tx = { query: () => Promise.resolve(ORGANIZATIONS.map((id) => ({ id }))) } as unknown as Tx;
  const run = (...args: unknown[]): unknown => (args.at(-1) as (tx: Tx) => unknown)(tx);
  const unitOfWork = { run, runWithoutTenant: run } as unknown as UnitOfWork;
  const metrics = new Metrics();
  const reconciler = new Reconciler(unitOfWork, queue, metrics, { warn: () => undefined } as unknown as Logger);
  return { queue, unitOfWork, reconciler, text: () => metrics.text(), due: (task: { name: string }) => handlers.get(task.name)?.() };
}

describe('the reconciler', () => {
  it('tells what lay still at the last look, and counts it for ever', async () => {
    const { reconciler, unitOfWork, text, due } = bench();
    const found = [3, 4, 0, 0];
    await reconciler.watch('billing', unitOfWork, [{ state: 'unpaid', repair: () => Promise.resolve(found.shift() ?? 0) }]);
    expect(await text()).toContain('reconciled_total{context="billing",state="unpaid"} 0');
    await due(reconcileTask('billing'));
    expect(await text()).toContain('stuck_rows{context="billing",state="unpaid"} 7');
    await due(reconcileTask('billing'));
    expect(await text()).toContain('stuck_rows{context="billing",state="unpaid"} 0');
    expect(await text()).toContain('reconciled_total{context="billing",state="unpaid"} 7');
  });

  it('tells what it found before it failed', async () => {
    const { reconciler, unitOfWork, text, due } = bench();
    const repair = (_tx: Tx, id: string): Promise<number> => (id === 'one' ? Promise.resolve(2) : Promise.reject(new Error('away')));
    await reconciler.watch('billing', unitOfWork, [{ state: 'unpaid', repair }]);
    await expect(due(reconcileTask('billing'))).rejects.toThrow('away');
    expect(await text()).toContain('reconciled_total{context="billing",state="unpaid"} 2');
  });

  it('counts announced tasks that no work stands behind', async () => {
    const { queue, reconciler, text, due } = bench();
    const quiet = [[{ id: 'alive' }, { id: 'lost' }], []];
    const announcedTasks = { quiet: () => Promise.resolve(quiet.shift() ?? []), giveUp: () => Promise.resolve() };
    const platform = { tasks: queue, chores: {} as PlatformChores, reconciler, modelLedger: {} as ModelLedger };
    await startMaintenance({ ...platform, announcedTasks: announcedTasks as unknown as AnnouncedTaskRepository }, []);
    expect(await text()).toContain('reconciled_total{context="platform",state="task_lost"} 0');
    await due(endLostTasksTask);
    expect(await text()).toContain('reconciled_total{context="platform",state="task_lost"} 1');
    expect(await text()).toContain('stuck_rows{context="platform",state="task_lost"} 1');
  });
});
