import { eventDefinitions } from '@shortlist/contracts';
import type { ContextRuntime } from './context-runtime.js';
import type { Infrastructure } from './infrastructure.js';

interface Backlog {
  readonly waiting: string;
  readonly oldest_seconds: string | null;
  readonly parked: string;
}

/** What an operator watches: how much waits, and for how long. Labels are contexts, topics and tasks, never ids. */
export function registerProcessMetrics(infrastructure: Infrastructure): void {
  const { metrics, eventLog, tasks } = infrastructure;
  metrics.collectProcess();
  const outboxWaiting = metrics.gauge('outbox_waiting', 'Events that wait in an outbox.', ['context']);
  const outboxAge = metrics.gauge('outbox_oldest_seconds', 'Age of the oldest event that waits in an outbox.', ['context']);
  metrics.gauge('parked_records', 'Records that are held back and retried.', ['context'], async (gauge) => {
    for (const runtime of infrastructure.runtimes()) {
      const backlog = await backlogOf(runtime);
      outboxWaiting.set({ context: runtime.name }, Number(backlog.waiting));
      outboxAge.set({ context: runtime.name }, Number(backlog.oldest_seconds ?? 0));
      gauge.set({ context: runtime.name }, Number(backlog.parked));
    }
  });
  const lagAge = metrics.gauge('event_log_oldest_seconds', 'Age of the oldest record that a group has not finished.', ['group', 'topic']);
  metrics.gauge('event_log_lag_records', 'Records that a group has still to read.', ['group', 'topic'], async (gauge) => {
    for (const { name } of infrastructure.runtimes()) {
      for (const { topic, records, oldestMs } of await eventLog.lag(name, topicsOf(name))) {
        gauge.set({ group: name, topic }, records);
        lagAge.set({ group: name, topic }, oldestMs / 1_000);
      }
    }
  });
  metrics.gauge('partition_horizon_days', 'Days ahead for which a table has partitions without a gap.', ['table'], async (gauge) => {
    for (const [table, days] of await infrastructure.chores.partitionHorizons()) gauge.set({ table }, days);
  });
  metrics.gauge('tasks', 'Tasks by state.', ['task', 'state'], async (gauge) => {
    for (const [task, depth] of await tasks.depth()) for (const [state, count] of Object.entries(depth)) gauge.set({ task, state }, count);
  });
}

function topicsOf(context: string): string[] {
  const read = [...eventDefinitions().values()].filter((definition) => (definition.to as readonly string[]).includes(context));
  return [...new Set(read.map((definition) => definition.topic))];
}

async function backlogOf({ name, unitOfWork }: ContextRuntime): Promise<Backlog> {
  const [backlog] = await unitOfWork.runAsWorker((tx) =>
    tx.query<Backlog>(
      `SELECT count(*) AS waiting, extract(epoch FROM now() - min(created_at)) AS oldest_seconds,
              (SELECT count(*) FROM ${name}.parked_keys) AS parked
         FROM ${name}.outbox WHERE published_at IS NULL`,
    ),
  );
  return backlog ?? { waiting: '0', oldest_seconds: null, parked: '0' };
}
