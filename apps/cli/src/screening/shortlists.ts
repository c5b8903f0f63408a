import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '@shortlist/api-client';

export interface ShortlistEntry {
  readonly rank: number;
  readonly score: number;
  readonly tied: boolean;
  readonly needsPerson: boolean;
  readonly name: string | null;
  readonly reasons: readonly {
    readonly result: string;
    readonly name: string;
    readonly points: number;
    readonly maxPoints: number;
    readonly reason: string;
  }[];
}

export interface Shortlist {
  readonly title: string;
  readonly entries: readonly ShortlistEntry[];
  readonly cutLine: { readonly score: number; readonly tiedBelowCount: number } | null;
  readonly counts: { readonly screened: number; readonly unreadable: number };
}

/** Waits until that many applications are stored and none of them waits for its screening. */
export async function untilScreened(client: ApiClient, total: number, onProgress: (done: number) => void): Promise<void> {
  const count = async (query: Record<string, string>): Promise<number> =>
    (await client.get<unknown[]>('/applications', { query: { ...query, limit: 1 } })).pagination?.total ?? 0;
  for (;;) {
    const stored = await count({});
    const waiting = await count({ status: 'received,screening' });
    onProgress(Math.min(stored - waiting, total));
    if (stored >= total && waiting === 0) return;
    await sleep(200);
  }
}

/** The shortlist of each job. */
export async function readShortlists(client: ApiClient, jobs: readonly { id: string; title: string }[]): Promise<Shortlist[]> {
  const shortlists: Shortlist[] = [];
  for (const { id, title } of jobs) {
    shortlists.push({ ...(await currentShortlist(client, id)), title });
  }
  return shortlists;
}

/** The list once it shows the newest scores. */
async function currentShortlist(client: ApiClient, jobId: string): Promise<Omit<Shortlist, 'title'>> {
  for (;;) {
    const { data } = await client.get<Omit<Shortlist, 'title'> & { readonly isUpToDate: boolean }>(`/jobs/${jobId}/shortlist`);
    if (data.isUpToDate) return data;
    await sleep(100);
  }
}
