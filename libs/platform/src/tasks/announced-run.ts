import { CodedError } from '../errors/coded-error.js';
import type { AnnouncedTaskRepository, TaskName } from './announced-task.repository.js';
import type { TaskReport, TaskRun } from './task-queue.js';

/** How often progress is written and a wish to cancel is noticed. */
const BEAT_MS = 1_000;

/** One attempt of a task that its organization can follow and cancel, in whatever process it runs. */
export async function runAnnounced(
  records: AnnouncedTaskRepository,
  name: TaskName,
  run: TaskRun,
  work: (run: TaskRun) => Promise<void>,
): Promise<void> {
  if (!(await records.start(name))) return;
  const cancelled = new AbortController();
  let latest: TaskReport | null = null;
  let unwritten: TaskReport | null = null;
  const beat = async (): Promise<void> => {
    const news = unwritten;
    unwritten = null;
    if (await records.report(name, news)) cancelled.abort(new CodedError('tasks.cancelled', 'conflict', 'This task was cancelled.'));
  };
  // A beat that fails is followed by another; the end of the run is written with the news of all.
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  const report = (given: TaskReport): void => {
    latest = unwritten = given;
  };
  try {
    await work({ ...run, report, signal: AbortSignal.any([run.signal, cancelled.signal]) });
    await records.succeed(name, latest);
  } catch (error) {
    if (!run.isLast && !cancelled.signal.aborted) await records.giveBack(name);
    else await records.giveUp(name, error instanceof CodedError ? error.code : 'tasks.failed', latest);
    if (!cancelled.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }
}
