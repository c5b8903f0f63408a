import type { Logger } from '../telemetry/index.js';

/** Enough for a stop in order; what hangs is left. */
const MOST_MS = 25_000;

/** Ends this process as its supervisor would, but with exit code 1, so that it is started again. */
export function endProcess(logger: Logger, failure: Error): void {
  logger.fatal('process_ends', {}, failure);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), MOST_MS).unref();
}
