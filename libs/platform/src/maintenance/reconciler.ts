import type { ContextName } from '@shortlist/contracts';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import { defineTask } from '../tasks/task-definition.js';
import type { TaskDefinition } from '../tasks/task-definition.js';
import type { TaskQueue } from '../tasks/task-queue.js';
import { defineMetric } from '../telemetry/index.js';
import type { Logger, Metrics } from '../telemetry/index.js';

/** What lies still for so long has been forgotten by whoever worked on it: longer than any backlog that is not an alarm by itself. */
export const STUCK_AFTER_MINUTES = 15;
/** Items of one state and organization that one round repairs. */
export const MOST_REPAIRS = 1_000;

const reconciled = defineMetric({
  name: 'reconciled_total',
  type: 'counter',
  help: 'Rows that lay still and were set going again, or ended when nothing stood behind them. Should stay at 0.',
  labels: ['context', 'state'],
});

const stuck = defineMetric({
  name: 'stuck_rows',
  type: 'gauge',
  help: 'Rows that lay still when this process last looked, within the last minutes; should be 0. At most 1,000 per organization are counted.',
  labels: ['context', 'state'],
});
/** Another process may take the next look: what this one found is no news for longer than a few rounds. */
const NEWS_MS = 180_000;

/** One state in which rows of a context can be stuck. */
export interface Repair {
  /** A name for metrics and the runbook, such as `resume_unread`. */
  readonly state: string;
  /**
   * Sets up to `MOST_REPAIRS` stuck rows of the organization of `tx` going again and answers how many. Whatever it asks for may have been done
   * already, so its effect must count once; a row that it touched is not stuck any more for the next quarter of an hour.
   */
  repair(tx: Tx, organizationId: string): Promise<number>;
}

export type Looked = (count: number) => void;

interface CountedRepair extends Repair {
  readonly looked: Looked;
}

class NoInput {}

const tasks = new Map<ContextName, TaskDefinition<NoInput>>();

/** Every minute, in one process at a time. */
export function reconcileTask(context: ContextName): TaskDefinition<NoInput> {
  const known = tasks.get(context);
  if (known) return known;
  const task = defineTask({
    name: `${context}.reconcile`,
    payload: NoInput,
    attempts: 2,
    retryDelaySeconds: 30,
    timeoutSeconds: 600,
    concurrency: 1,
    schedule: { cron: '* * * * *' },
  });
  tasks.set(context, task);
  return task;
}

/**
 * Sets going again what lies still: work whose task used up its tries while the database was away, or was lost with a process. Nothing
 * should ever lie still, so every repair is counted, and the count is an alarm.
 */
export class Reconciler {
  private readonly contexts = new Map<ContextName, () => Promise<number>>();
  private readonly found = new Map<string, { context: string; state: string; count: number; at: number }>();
  private readonly repaired;

  constructor(
    private readonly platform: UnitOfWork,
    private readonly queue: TaskQueue,
    metrics: Metrics,
    private readonly logger: Logger,
  ) {
    this.repaired = metrics.counter(reconciled);
    const rows = metrics.gauge(stuck);
    metrics.beforeScrape([rows], () => {
      rows.reset();
      for (const { context, state, count, at } of this.found.values()) if (Date.now() - at < NEWS_MS) rows.set({ context, state }, count);
    });
  }

  /** Looks after the rows of a context from now on. */
  async watch(context: ContextName, unitOfWork: UnitOfWork, repairs: readonly Repair[]): Promise<void> {
    const counted = repairs.map((repair) => ({ ...repair, looked: this.state(context, repair.state) }));
    const round = (): Promise<number> => this.round(context, unitOfWork, counted);
    this.contexts.set(context, round);
    await this.queue.work(reconcileTask(context), async () => void (await round()));
  }

  /** One round over all watched contexts, now. Answers how many rows were set going. */
  async run(): Promise<number> {
    let repaired = 0;
    for (const round of this.contexts.values()) repaired += await round();
    return repaired;
  }

  /** Makes a state known that is looked for elsewhere; the answer counts what one look has found and set going, or ended. */
  state(context: ContextName | 'platform', state: string): Looked {
    this.repaired.inc({ context, state }, 0);
    return (count) => {
      this.repaired.inc({ context, state }, count);
      this.found.set(`${context} ${state}`, { context, state, count, at: Date.now() });
    };
  }

  private async round(context: ContextName, unitOfWork: UnitOfWork, repairs: readonly CountedRepair[]): Promise<number> {
    const found = new Map(repairs.map(({ state }) => [state, 0]));
    try {
      for (const organizationId of await this.organizations()) {
        for (const { state, repair } of repairs) {
          const count = await unitOfWork.run({ organizationId }, (tx) => repair(tx, organizationId));
          found.set(state, (found.get(state) ?? 0) + count);
          if (count > 0) this.logger.warn('reconciled', { context, organizationId, state, count });
        }
      }
    } finally {
      for (const { state, looked } of repairs) looked(found.get(state) ?? 0);
    }
    return [...found.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Every organization that was ever heard of. */
  async organizations(): Promise<string[]> {
    const rows = await this.platform.runWithoutTenant((tx) => tx.query<{ id: string }>('SELECT platform.known_organizations() AS id'));
    return rows.map((row) => row.id);
  }
}
