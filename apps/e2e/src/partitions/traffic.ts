import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@shortlist/api-client';
import type { Ledger } from '../faults/ledger.js';
import type { Tenant } from '../tenant.js';

/** Longer than any answer may take, whatever happens to a table meanwhile. */
const ANSWER_MS = 30_000;
/** Of those that read a screened application so many move it as well. */
const MOVING_SHARE = 0.3;

/** A steady stream of requests that does not wait for answers: whoever waits for a table is seen, and whoever is refused is a failure. */
export class Traffic {
  readonly failures: string[] = [];
  requests = 0;
  /** Answered 503, by the code of the problem: with what the machine can bear, nobody is. */
  readonly refusals = new Map<string, number>();
  /** Since somebody last set it to 0. */
  slowestMs = 0;
  private readonly running = new Set<Promise<void>>();
  private stopped = false;
  private readonly stream: Promise<void>;

  constructor(
    private readonly tenant: Tenant,
    private readonly jobId: string,
    private readonly ledger: Ledger,
    /** Submissions a second; as many readers come beside them. */
    rate: number,
    private readonly random: () => number,
  ) {
    this.stream = this.send(rate);
  }

  /** Ends the stream and waits for the last answer. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.stream;
    await Promise.all(this.running);
  }

  private async send(rate: number): Promise<void> {
    for (let next = performance.now(); !this.stopped; next += 1_000 / rate) {
      await sleep(Math.max(0, next - performance.now()));
      this.begin(() => this.submit());
      this.begin(() => this.readOrMove());
    }
  }

  private begin(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.problem.status === 503) this.countRefusal(error.problem.code);
        else this.failures.push(String(error));
      })
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }

  private countRefusal(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  private async submit(): Promise<void> {
    const entry = { key: randomUUID(), email: `applicant.${this.requests}@example.org` };
    this.ledger.note(entry);
    const body = JSON.stringify({ jobId: this.jobId, name: 'Test Applicant', email: entry.email, resumeText: resumeOf(entry.email) });
    const headers = { 'content-type': 'application/json', 'idempotency-key': entry.key };
    const signal = AbortSignal.timeout(ANSWER_MS);
    const post = (): Promise<Response> => fetch(`${this.tenant.baseUrl}/api/v1/applications`, { method: 'POST', headers, body, signal });
    let response = await this.timed(post);
    // The record may exist all the same: the key settles that.
    for (; response.status === 503; response = await this.timed(post)) {
      this.countRefusal(((await response.json()) as { code: string }).code);
      await sleep(Number(response.headers.get('retry-after')) * 1_000);
    }
    if (response.status !== 202) throw new Error(`POST /applications: ${response.status} ${await response.text()}`);
    const { data } = (await response.json()) as { data: { id: string } };
    this.ledger.note({ ...entry, receipt: data.id });
  }

  private async readOrMove(): Promise<void> {
    const { client } = this.tenant;
    const list = await this.timed(() => client.call('GET /applications', { query: { jobId: this.jobId, limit: 20 } }));
    const one = list.data[Math.floor(this.random() * list.data.length)];
    if (!one) return;
    const path = { id: one.id };
    const { data, headers } = await this.timed(() => client.call('GET /applications/:id', { path }));
    if (data.status !== 'screened' || this.random() > MOVING_SHARE) return;
    const move = { path, headers: { 'If-Match': headers.get('etag') ?? '' }, body: { status: 'rejected', reason: 'Traffic' } } as const;
    await this.timed(() => client.call('PUT /applications/:id/status', move)).catch((error: unknown) => {
      // Somebody else has moved it in between.
      if (!(error instanceof ApiError) || ![409, 412].includes(error.problem.status)) throw error;
    });
  }

  private async timed<T>(request: () => Promise<T>): Promise<T> {
    const started = performance.now();
    this.requests++;
    try {
      return await request();
    } finally {
      this.slowestMs = Math.max(this.slowestMs, performance.now() - started);
    }
  }
}

/** For people: "0 refused", "3 refused (3 http.overloaded)". */
export function refusedInWords(refusals: ReadonlyMap<string, number>): string {
  const sum = [...refusals.values()].reduce((total, count) => total + count, 0);
  const codes = [...refusals].map(([code, count]) => `${count} ${code}`).join(', ');
  return `${sum} refused${codes && ` (${codes})`}`;
}

function resumeOf(email: string): string {
  return `Test Applicant\n${email}\n\nSkills\nTypeScript, PostgreSQL\n\nExperience\nSoftware Engineer, Example Ltd\n01/2019 - 06/2023\nBuilt services.\n`;
}
