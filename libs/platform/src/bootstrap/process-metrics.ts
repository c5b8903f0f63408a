import { DeadLetters } from '../event-log/dead-letters.js';
import { readings } from '../event-log/readings.js';
import { defineMetric } from '../telemetry/index.js';
import type { MetricDefinition } from '../telemetry/index.js';
import type { ContextRuntime } from './context-runtime.js';
import type { Infrastructure } from './infrastructure.js';

interface Backlog {
  readonly waiting: string;
  readonly oldest_seconds: string | null;
  readonly parked: string;
  readonly keys: string;
}

const outboxWaiting = gauge('outbox_waiting', 'Events that wait in an outbox.', 'context');
const outboxAge = gauge('outbox_oldest_seconds', 'Age of the oldest event that waits in an outbox.', 'context');
const parkedRecords = gauge('parked_records', 'Records that are held back and retried.', 'context');
const parkedKeys = gauge('parked_keys', 'Keys whose records are held back.', 'context');
const lagRecords = gauge('event_log_lag_records', 'Records that a group has still to read.', 'group', 'topic');
const lagAge = gauge('event_log_oldest_seconds', 'Age of the oldest record that a group has not finished.', 'group', 'topic');
const deadLetters = gauge('dead_letters', 'Records that a group gave up and that wait for a redrive.', 'group', 'topic');
const partitionHorizon = gauge('partition_horizon_days', 'Days ahead for which a table has partitions without a gap.', 'table');
const tasksByState = gauge('tasks', 'Tasks by state: waiting, active or failed.', 'task', 'state');
const taskAge = gauge('tasks_oldest_seconds', 'For how long the oldest waiting piece of work of a task has been due.', 'task');
const connections = gauge('database_connections', 'Connections of a pool by state: used or idle.', 'pool', 'state');
const connectionsMost = gauge('database_connections_most', 'Connections that a pool may open.', 'pool');
const connectionWaiters = gauge('database_connection_waiters', 'Units of work that wait for a connection of a pool.', 'pool');

function gauge<const L extends string>(name: string, help: string, ...labels: L[]): MetricDefinition<L> {
  return defineMetric<L>({ name, type: 'gauge', help, labels });
}

/** What an operator watches: how much waits, and for how long. Labels are contexts, topics, tasks and pools, never ids. */
export function registerProcessMetrics(infrastructure: Infrastructure): void {
  infrastructure.metrics.collectProcess();
  registerMessaging(infrastructure);
  registerLog(infrastructure);
  registerPools(infrastructure);
  const { metrics, tasks, chores } = infrastructure;
  const horizon = metrics.gauge(partitionHorizon);
  metrics.beforeScrape([horizon], async () => {
    for (const [table, days] of await chores.partitionHorizons()) horizon.set({ table }, days);
  });
  const depths = metrics.gauge(tasksByState);
  const oldest = metrics.gauge(taskAge);
  metrics.beforeScrape([depths, oldest], async () => {
    for (const [task, { oldestSeconds, ...states }] of await tasks.depth()) {
      oldest.set({ task }, oldestSeconds);
      for (const [state, count] of Object.entries(states)) depths.set({ task, state }, count);
    }
  });
}

function registerMessaging(infrastructure: Infrastructure): void {
  const { metrics } = infrastructure;
  const waiting = metrics.gauge(outboxWaiting);
  const age = metrics.gauge(outboxAge);
  const records = metrics.gauge(parkedRecords);
  const keys = metrics.gauge(parkedKeys);
  metrics.beforeScrape([waiting, age, records, keys], async () => {
    for (const runtime of infrastructure.runtimes()) {
      const backlog = await backlogOf(runtime);
      const labels = { context: runtime.name };
      waiting.set(labels, Number(backlog.waiting));
      age.set(labels, Number(backlog.oldest_seconds ?? 0));
      records.set(labels, Number(backlog.parked));
      keys.set(labels, Number(backlog.keys));
    }
  });
}

function registerLog(infrastructure: Infrastructure): void {
  const { metrics, eventLog } = infrastructure;
  const dead = new DeadLetters(eventLog);
  const records = metrics.gauge(lagRecords);
  const age = metrics.gauge(lagAge);
  const depth = metrics.gauge(deadLetters);
  metrics.beforeScrape([records, age, depth], async () => {
    for (const { name } of infrastructure.runtimes()) {
      const topics = topicsOf(name);
      for (const lag of await eventLog.lag(name, topics)) {
        records.set({ group: name, topic: lag.topic }, lag.records);
        age.set({ group: name, topic: lag.topic }, lag.oldestMs / 1_000);
      }
      for (const [topic, count] of await dead.depths(topics, name)) depth.set({ group: name, topic }, count);
    }
  });
}

function registerPools(infrastructure: Infrastructure): void {
  const { metrics } = infrastructure;
  const open = metrics.gauge(connections);
  const most = metrics.gauge(connectionsMost);
  const waiters = metrics.gauge(connectionWaiters);
  metrics.beforeScrape([open, most, waiters], () => {
    for (const [pool, use] of infrastructure.pools()) {
      open.set({ pool, state: 'used' }, use.used);
      open.set({ pool, state: 'idle' }, use.idle);
      most.set({ pool }, use.most);
      waiters.set({ pool }, use.waiting);
    }
  });
}

function topicsOf(context: string): string[] {
  return readings()
    .filter(({ group }) => group === context)
    .map(({ topic }) => topic);
}

async function backlogOf({ name, unitOfWork }: ContextRuntime): Promise<Backlog> {
  const [backlog] = await unitOfWork.runAsWorker((tx) =>
    tx.query<Backlog>(
      `SELECT count(*) AS waiting, extract(epoch FROM now() - min(created_at)) AS oldest_seconds,
              (SELECT count(*) FROM ${name}.parked_keys) AS parked,
              (SELECT count(DISTINCT (topic, key)) FROM ${name}.parked_keys) AS keys
         FROM ${name}.outbox WHERE published_at IS NULL`,
    ),
  );
  return backlog ?? { waiting: '0', oldest_seconds: null, parked: '0', keys: '0' };
}
