import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../faults/ledger.js';
import { postCertainly } from './certain-request.js';

export interface SteadyLoadOptions {
  readonly url: string;
  readonly jobId: string;
  readonly ledger: Ledger;
  readonly concurrency: number;
  /** Between two submissions of one client: a load that the system keeps up with. */
  readonly pauseMs: number;
}

const AGAIN_MS = 50;

/** Clients that submit one application after the other, whatever is stopped meanwhile, and remember every request that was taken up and not answered. */
export class SteadyLoad {
  /** Requests in flight that did not get their receipt. */
  readonly failures: string[] = [];
  private ended = false;
  private clients: readonly Promise<void>[] = [];

  private constructor(private readonly options: SteadyLoadOptions) {}

  /** Resolves when the job takes applications: one that was opened a moment ago is still on its way to intake, which refuses with 503 until then. */
  static async begin(options: SteadyLoadOptions): Promise<SteadyLoad> {
    const load = new SteadyLoad(options);
    await load.submitOne();
    load.failures.length = 0;
    load.clients = Array.from({ length: options.concurrency }, () => load.submit());
    return load;
  }

  /** Every submission that was begun has its receipt by now. */
  async end(): Promise<void> {
    this.ended = true;
    await Promise.all(this.clients);
  }

  private async submit(): Promise<void> {
    while (!this.ended) {
      await this.submitOne();
      await sleep(this.options.pauseMs);
    }
  }

  private async submitOne(): Promise<void> {
    const key = randomUUID();
    const entry = { key, email: `${key}@example.org` };
    this.options.ledger.note(entry);
    this.options.ledger.note({ ...entry, receipt: await this.untilAccepted(entry) });
  }

  private async untilAccepted({ key, email }: { key: string; email: string }): Promise<string> {
    const { url, jobId } = this.options;
    const body = JSON.stringify({ jobId, name: 'Test Applicant', email, resumeText: `Test Applicant\n${email}\n\nSkills\nTypeScript\n` });
    for (;;) {
      const { inFlight, status, text } = await postCertainly(`${url}/api/v1/applications`, { 'idempotency-key': key }, body);
      if (status === 202) return (JSON.parse(text) as { data: { id: string } }).data.id;
      if (inFlight) this.failures.push(`${status ?? 'no answer'}: ${text}`);
      await sleep(AGAIN_MS);
    }
  }
}
