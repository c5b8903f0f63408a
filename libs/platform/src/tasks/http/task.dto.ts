import { Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { ListQueryDto } from '../../http/answers/list-query.dto.js';
import { TASK_STATUSES } from '../announced-task.js';
import type { TaskStatus } from '../announced-task.js';
import type { TaskResult } from '../task-queue.js';

export class TaskFiltersDto {
  @IsOptional() @IsIn(TASK_STATUSES) status?: TaskStatus | null;
  @Nullable() @Id() subjectId?: string | null;
}

export class TaskListQueryDto extends ListQueryDto {
  @IsOptional() @IsIn(TASK_STATUSES) status?: TaskStatus;
  /** What the tasks are about, such as a job. */
  @IsOptional() @Id() subjectId?: string;
}

/** Background work of the organization. */
export class TaskDto {
  @Id() id: string;
  /** `<context>.<verb_noun>` */
  @Text(100) kind: string;
  /** What it is about, such as a job. */
  @Nullable() @Id() subjectId: string | null;
  @IsIn(TASK_STATUSES) status: TaskStatus;
  @Whole(0, 100) progress: number;
  /** Counts and codes, by the kind of the task. */
  @Nullable() @IsObject() result: TaskResult | null;
  /** Why it failed. */
  @Nullable() @Text(100) errorCode: string | null;
  /** A running task ends within seconds after this. */
  @Nullable() @Instant() cancelRequestedAt: string | null;
  @Instant() createdAt: string;
  @Nullable() @Instant() startedAt: string | null;
  @Nullable() @Instant() finishedAt: string | null;
}
