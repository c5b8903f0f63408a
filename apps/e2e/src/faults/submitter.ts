import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './ledger.js';

export interface SubmitterOptions {
  readonly url: string;
  readonly jobId: string;
  readonly submissions: number;
  readonly concurrency: number;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  /** How many may have been begun by now: spreads the submissions over the faults. */
  readonly quota: () => number;
}

/** Sends applications as a careful client does: the key is written down first, and every doubt is settled by the same key again. */
export async function submitAll(options: SubmitterOptions): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < options.submissions && !options.signal.aborted) {
      if (next >= options.quota()) {
        await sleep(5);
        continue;
      }
      const entry = { key: randomUUID(), email: `applicant.${next++}@example.org` };
      options.ledger.note(entry);
      const receipt = await submitUntilAccepted(entry, options);
      if (receipt === null) return;
      options.ledger.note({ ...entry, receipt });
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
}

async function submitUntilAccepted(
  { key, email }: { key: string; email: string },
  { url, jobId, signal }: SubmitterOptions,
): Promise<string | null> {
  const body = JSON.stringify({ jobId, name: 'Test Applicant', email, resumeText: resumeOf(email) });
  while (!signal.aborted) {
    const response = await fetch(`${url}/api/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (response?.status === 202) return ((await response.json()) as { data: { id: string } }).data.id;
    if (response && response.status !== 503 && response.status !== 409) {
      throw new Error(`a submission was answered ${response.status}: ${await response.text()}`);
    }
    await sleep(50 + Math.random() * 150);
  }
  return null;
}

function resumeOf(email: string): string {
  return `Test Applicant\n${email}\n\nSkills\nTypeScript, PostgreSQL, Kafka\n\nExperience\nSoftware Engineer, Example Ltd\n01/2019 - 06/2023\nBuilt services in TypeScript.\n`;
}
