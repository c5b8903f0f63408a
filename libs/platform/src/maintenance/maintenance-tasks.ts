import type { ContextName } from '@shortlist/contracts';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { defineTask } from '../tasks/task-definition.js';
import type { AnnouncedTaskRepository } from '../tasks/announced-task.repository.js';
import type { TaskDefinition } from '../tasks/task-definition.js';
import type { TaskQueue } from '../tasks/task-queue.js';
import { endLostTasks } from './end-lost-tasks.js';
import type { PlatformChores } from './platform-chores.js';
import { purgeMessages } from './purge-messages.js';
import type { ModelLedger } from '../models/index.js';
import type { Reconciler } from './reconciler.js';

// Hourly, also what is due once a day: an installation may run for an hour a day only.

/** Chores need no input. */
class NoChoreInput {}

const chore = { payload: NoChoreInput, attempts: 3, retryDelaySeconds: 60, timeoutSeconds: 900, concurrency: 1 };

export const purgeLogTask = defineTask({ ...chore, name: 'platform.purge_log', schedule: { cron: '7 * * * *' } });
export const destroyLogKeysTask = defineTask({ ...chore, name: 'platform.destroy_log_keys', schedule: { cron: '11 * * * *' } });
/** Every minute: an organization that came just before midnight has its keys of the next day in time. */
export const makeLogKeysTask = defineTask({ ...chore, name: 'platform.make_log_keys', schedule: { cron: '* * * * *' } });
export const ensurePartitionsTask = defineTask({ ...chore, name: 'platform.ensure_partitions', schedule: { cron: '23 * * * *' } });
export const purgeTasksTask = defineTask({ ...chore, name: 'platform.purge_tasks', schedule: { cron: '19 * * * *' } });
export const purgeRequestResultsTask = defineTask({
  ...chore,
  name: 'platform.purge_request_results',
  schedule: { cron: '27 * * * *' },
});

/** Every minute: somebody waits for the end of such a task. */
export const endLostTasksTask = defineTask({ ...chore, name: 'platform.end_lost_tasks', schedule: { cron: '* * * * *' } });

/** Every minute: until then the calls of a process that died take from the budget what was reserved for them. */
export const endLostModelCallsTask = defineTask({ ...chore, name: 'platform.end_lost_model_calls', schedule: { cron: '* * * * *' } });

/** One per context, because only its own role may touch its messages; declared by the processes that hold the context. */
export const purgeMessagesTask = (context: ContextName): TaskDefinition<NoChoreInput> => ({
  ...chore,
  name: `${context}.purge_messages`,
  schedule: { cron: '31 * * * *' },
});

export interface MaintainedContext {
  readonly name: ContextName;
  readonly unitOfWork: UnitOfWork;
}

/** The parts of the platform that need care. */
export interface MaintainedPlatform {
  readonly tasks: TaskQueue;
  readonly chores: PlatformChores;
  readonly announcedTasks: AnnouncedTaskRepository;
  readonly reconciler: Reconciler;
  readonly modelLedger: ModelLedger;
}

/** Lets this process take part in the scheduled chores of the platform and of the contexts it holds. */
export async function startMaintenance(
  { tasks, chores, announcedTasks, reconciler, modelLedger }: MaintainedPlatform,
  contexts: readonly MaintainedContext[],
): Promise<void> {
  await tasks.work(purgeLogTask, async () => void (await chores.purgeLog()));
  await tasks.work(makeLogKeysTask, async () => void (await chores.makeLogKeys()));
  await tasks.work(destroyLogKeysTask, async () => void (await chores.destroyLogKeys()));
  await tasks.work(purgeTasksTask, async () => void (await chores.purgeTasks()));
  await tasks.work(purgeRequestResultsTask, async () => void (await chores.purgeRequestResults()));
  const tasksLost = reconciler.state('platform', 'task_lost');
  await tasks.work(endLostTasksTask, async () => tasksLost(await endLostTasks(tasks, announcedTasks)));
  const callsLost = reconciler.state('platform', 'model_call_lost');
  await tasks.work(endLostModelCallsTask, async () => callsLost(await modelLedger.endLost()));
  await tasks.work(ensurePartitionsTask, () => chores.ensurePartitions());
  for (const { name, unitOfWork } of contexts) {
    await tasks.work(purgeMessagesTask(name), async () => void (await purgeMessages(name, unitOfWork)));
  }
}
