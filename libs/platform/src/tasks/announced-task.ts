import type { TaskResult } from './task-queue.js';

export const TASK_STATUSES = ['waiting', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A task as its organization sees it. */
export interface AnnouncedTask {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly status: TaskStatus;
  readonly progress: number;
  readonly result: TaskResult | null;
  readonly errorCode: string | null;
  readonly cancelRequestedAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface TaskFilters {
  readonly status?: TaskStatus | null;
  readonly subjectId?: string | null;
}
