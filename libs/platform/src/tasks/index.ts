export { defineTask, taskDefinitions } from './task-definition.js';
export type { TaskDefinition } from './task-definition.js';
export { TaskQueue } from './task-queue.js';
export type {
  EnqueueOptions,
  TakenTask,
  TaskHandler,
  TaskReport,
  TaskResult,
  TaskRun,
  TaskSubject,
  TogetherHandler,
} from './task-queue.js';
export { TASK_STATUSES } from './announced-task.js';
export type { AnnouncedTask, TaskFilters, TaskStatus } from './announced-task.js';
export { AnnouncedTaskRepository } from './announced-task.repository.js';
export { TasksModule } from './tasks.module.js';
export { TaskTelemetry } from './task-telemetry.js';
export { PgBossTaskQueue } from './drivers/pg-boss.driver.js';
