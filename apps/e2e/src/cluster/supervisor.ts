import type { ClusterPart } from './cluster-part.js';

const PAUSE_MS = 1_000;

/** Starts again what ends by itself, as a supervisor in production does, and says so. */
export class Supervisor {
  private readonly timer: NodeJS.Timeout;
  private readonly starting = new Set<string>();

  constructor(
    private readonly parts: readonly ClusterPart[],
    private readonly say: (line: string) => void,
  ) {
    this.timer = setInterval(() => this.look(), PAUSE_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const { name, process } of this.parts) {
      if (!process || process.pid !== null || this.starting.has(name)) continue;
      this.starting.add(name);
      this.say(`${name} ended with ${process.exitCode ?? 'a signal'} and is started again; its log is ${process.logFile}`);
      void process
        .start()
        .then(() => this.say(`${name} is back`))
        .catch((error: Error) => this.say(error.message))
        .finally(() => this.starting.delete(name));
    }
  }
}
