import { defineMetric } from '../telemetry/metric-definition.js';
import { Metrics } from '../telemetry/metrics.js';
import { currentTraceparent, withinTrace } from '../telemetry/trace-context.js';
import { Tracing, failureCode } from '../telemetry/tracing.js';
import type { TakenTask } from './task-queue.js';

const durations = defineMetric({
  name: 'task_duration_seconds',
  type: 'histogram',
  help: 'Duration of runs of a task. The outcome is done or failed; a failed one may be tried again.',
  labels: ['task', 'outcome'],
});

/** A task as it lies in the queue: its payload, and beside that the span that asked for it. */
export type QueuedData<T> = T & { readonly traceparent?: string };

/** What is stored for a payload. */
export function queued<T extends object>(data: T): QueuedData<T> {
  const traceparent = currentTraceparent();
  return traceparent === null ? data : { ...data, traceparent };
}

/** The payload as its handler expects it. */
export function payloadOf<T>(stored: QueuedData<T>): T {
  const { traceparent: _traceparent, ...payload } = stored;
  return payload as T;
}

/** One taken task, with what asked for it. */
export interface FollowedTask<T> extends TakenTask<T> {
  readonly traceparent: string | null;
}

/** Times the runs of tasks, and gives every task a span that follows from the one that asked for it. */
export class TaskTelemetry {
  private readonly durations;

  constructor(
    private readonly tracing = new Tracing(),
    metrics = new Metrics(),
  ) {
    this.durations = metrics.histogram(durations);
  }

  /** Runs the work of tasks that are taken together. What a task causes belongs to its span only where it runs alone. */
  async run<T>(task: string, taken: readonly FollowedTask<T>[], work: () => Promise<void>): Promise<void> {
    const spans = taken.map((one) => this.tracing.start(spanOf(task, one)));
    const timers = taken.map(() => this.durations.startTimer({ task }));
    const inside = spans.length === 1 ? (spans[0]?.traceparent ?? null) : null;
    let outcome = 'done';
    try {
      await withinTrace(inside, work);
    } catch (error) {
      outcome = 'failed';
      for (const span of spans) span.fail(failureCode(error));
      throw error;
    } finally {
      for (const span of spans) span.end();
      for (const stop of timers) stop({ outcome });
    }
  }
}

function spanOf<T>(task: string, { data, run, traceparent }: FollowedTask<T>): Parameters<Tracing['start']>[0] {
  const { organizationId = null } = data as { organizationId?: string };
  return { name: task, kind: 'consumer', parent: traceparent, fields: { task, taskId: run.id, attempt: run.attempt, organizationId } };
}
