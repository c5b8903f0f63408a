import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '@shortlist/api-client';

export interface ShortlistEntry {
  readonly applicationId: string;
  readonly rank: number;
  readonly score: number;
  readonly tied: boolean;
  readonly name: string | null;
  readonly reasons: readonly string[];
}

export interface Shortlist {
  readonly title: string;
  readonly cutLine: number | null;
  readonly screened: number;
  readonly entries: readonly ShortlistEntry[];
}

interface ShortlistAnswer {
  readonly entries: readonly ShortlistEntry[];
  readonly cutLine: number | null;
  readonly counts: { readonly screened: number };
}

/** Waits until every application has left `received` and `screening`. */
export async function untilScreened(client: ApiClient, total: number, onProgress: (done: number) => void): Promise<void> {
  for (;;) {
    const open = await client.get<unknown[]>('/applications', { query: { status: 'received,screening', limit: 1 } });
    const done = total - (open.pagination?.total ?? 0);
    onProgress(done);
    if (done >= total) return;
    await sleep(200);
  }
}

/** The shortlist of each job. */
export async function readShortlists(client: ApiClient, jobs: readonly { id: string; title: string }[]): Promise<Shortlist[]> {
  const shortlists: Shortlist[] = [];
  for (const { id, title } of jobs) {
    const { data } = await client.get<ShortlistAnswer>(`/jobs/${id}/shortlist`);
    shortlists.push({ title, cutLine: data.cutLine, screened: data.counts.screened, entries: data.entries });
  }
  return shortlists;
}
