import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { sourceArguments } from '../services/service-process.js';
import type { ClusterHealth } from './local-cluster.js';

/** `npm run cluster` as a process of its own, with what it prints. */
export class ClusterProcess {
  private output = '';
  private readonly child: ChildProcess;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [...sourceArguments('apps/e2e/src/cluster/main.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk) => (this.output += String(chunk)));
  }

  /** All that it has printed. */
  get printed(): string {
    return this.output;
  }

  /** What it said beside a heading, such as `Logs`. */
  said(heading: string): string {
    const found = new RegExp(`^${heading} +(\\S+)`, 'm').exec(this.output)?.[1];
    if (found === undefined) throw new Error(`it has not said ${heading}:\n${this.output}`);
    return found;
  }

  async health(): Promise<ClusterHealth> {
    return (await (await fetch(this.said('Health'))).json()) as ClusterHealth;
  }

  /** Waits for the line that invites to Ctrl-C. */
  async untilReady(): Promise<void> {
    const ended = this.ended();
    while (!this.output.includes('Ready. Press Ctrl-C to stop.')) {
      const stream = this.child.stdout;
      const code = await Promise.race([stream ? once(stream, 'data').then(() => 'alive' as const) : ended, ended]);
      if (code !== 'alive') throw new Error(`the cluster ended with ${code}:\n${this.output}`);
    }
  }

  /** Ctrl-C; answers the exit code. */
  async interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.ended();
  }

  private async ended(): Promise<number | null> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }
}
