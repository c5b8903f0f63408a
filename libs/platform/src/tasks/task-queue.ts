import type { Tx } from '../database/unit-of-work.js';
import type { TaskDefinition } from './task-definition.js';

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly startAfter?: Date;
  /** While one with the same key waits, another is not added. */
  readonly singleton?: string;
}

/** Numbers and codes that a caller may read; never personal data. */
export type TaskResult = Readonly<Record<string, string | number | boolean | null>>;

export interface TaskReport {
  /** 0 to 100. */
  readonly percent: number;
  /** What came out so far; the last one stays. */
  readonly result?: TaskResult;
}

/** One run of a task. Runs happen at least once: effects must be idempotent. */
export interface TaskRun {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** When this one fails there is no other: leave a terminal state behind. */
  readonly isLast: boolean;
  /** Aborted when the process stops, the lease is lost or, for an announced task, somebody cancels it. */
  readonly signal: AbortSignal;
  /** Tells how far an announced task is. Cheap: it is written at most once a second. */
  readonly report: (report: TaskReport) => void;
}

export type TaskHandler<T> = (data: T, run: TaskRun) => Promise<void>;

/** One of the tasks that a run has taken. */
export interface TakenTask<T> {
  readonly data: T;
  readonly run: TaskRun;
}

export type TogetherHandler<T> = (tasks: readonly TakenTask<T>[]) => Promise<void>;

/** What a task that can be followed is about. */
export interface TaskSubject {
  readonly organizationId: string;
}

/** Work of one task. */
export interface TaskDepth {
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
  /** For how long the oldest waiting piece of work has been due; 0 when none is. */
  readonly oldestSeconds: number;
}

/** Durable background work with leases and retries. */
export abstract class TaskQueue {
  /** Adds work in the caller's transaction: it exists exactly when the change does. */
  abstract enqueue<T extends object>(tx: Tx, task: TaskDefinition<T>, data: T, options?: EnqueueOptions): Promise<void>;

  /** The same for many, with one statement. */
  abstract enqueueAll<T extends object>(
    tx: Tx,
    task: TaskDefinition<T>,
    items: readonly { data: T; options?: EnqueueOptions }[],
  ): Promise<void>;

  /** Adds work that its organization can follow and cancel at `/tasks/:id`; answers that id. `subjectId`: what it is about. */
  abstract announce<T extends TaskSubject>(tx: Tx, task: TaskDefinition<T>, data: T, subjectId?: string): Promise<string>;

  /** Which of the announced tasks wait, run or will be tried again. */
  abstract alive(ids: readonly string[]): Promise<ReadonlySet<string>>;

  /** Runs the task's work in this process. One handler per task. */
  abstract work<T extends object>(task: TaskDefinition<T>, handler: TaskHandler<T>): Promise<void>;

  /**
   * Runs short work that costs less together: a run takes up to `task.together` tasks at once. When it fails, each of them is handed over
   * again by itself, and only that try counts.
   */
  abstract workTogether<T extends object>(task: TaskDefinition<T>, handler: TogetherHandler<T>): Promise<void>;

  /** Waiting and running work, per task name; for probes and metrics. */
  abstract depth(): Promise<ReadonlyMap<string, TaskDepth>>;

  abstract start(): Promise<void>;

  /** Takes no new work, lets running work finish within the time, gives back the rest. */
  abstract stop(timeoutMs: number): Promise<void>;
}
