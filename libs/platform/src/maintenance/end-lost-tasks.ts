import type { AnnouncedTaskRepository } from '../tasks/announced-task.repository.js';
import type { TaskQueue } from '../tasks/task-queue.js';

/** Long enough for a transaction that has announced a task and still adds the work. */
const QUIET_SECONDS = 120;
const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Ends announced tasks that no work stands behind any more, such as those whose last attempt was killed: as cancelled when that was wished,
 * else as failed with `tasks.lost`. Returns how many.
 */
export async function endLostTasks(queue: TaskQueue, announced: AnnouncedTaskRepository): Promise<number> {
  let ended = 0;
  for (let after = FIRST; ;) {
    const quiet = await announced.quiet(QUIET_SECONDS, after, PAGE);
    const last = quiet.at(-1);
    if (!last) return ended;
    const alive = await queue.alive(quiet.map((task) => task.id));
    for (const task of quiet.filter(({ id }) => !alive.has(id))) {
      await announced.giveUp(task, 'tasks.lost');
      ended += 1;
    }
    after = last.id;
  }
}
