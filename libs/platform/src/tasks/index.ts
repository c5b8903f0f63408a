export { defineTask, taskDefinitions } from './task-definition.js';
export type { TaskDefinition } from './task-definition.js';
export { TaskQueue } from './task-queue.js';
export type { EnqueueOptions, TakenTask, TaskHandler, TaskRun, TogetherHandler } from './task-queue.js';
export { PgBossTaskQueue } from './drivers/pg-boss.driver.js';
