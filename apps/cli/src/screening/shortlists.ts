import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, JobDto, Operations, ShortlistDto } from '@shortlist/api-client';

export interface Shortlist extends ShortlistDto {
  readonly title: string;
}

/** Waits until that many applications are stored and none of them waits for its screening. */
export async function untilScreened(client: ApiClient, total: number, onProgress: (done: number) => void): Promise<void> {
  const count = async (query: Operations['GET /applications']['query']): Promise<number> =>
    (await client.call('GET /applications', { query: { ...query, limit: 1 } })).pagination.total;
  for (;;) {
    const stored = await count({});
    const waiting = await count({ status: ['received', 'screening'] });
    onProgress(Math.min(stored - waiting, total));
    if (stored >= total && waiting === 0) return;
    await sleep(200);
  }
}

/** The shortlist of each job. */
export async function readShortlists(client: ApiClient, jobs: readonly Pick<JobDto, 'id' | 'title'>[]): Promise<Shortlist[]> {
  const shortlists: Shortlist[] = [];
  for (const { id, title } of jobs) {
    shortlists.push({ ...(await currentShortlist(client, id)), title });
  }
  return shortlists;
}

/** The list once it shows the newest scores. */
async function currentShortlist(client: ApiClient, jobId: string): Promise<ShortlistDto> {
  for (;;) {
    const { data } = await client.call('GET /jobs/:id/shortlist', { path: { id: jobId } });
    if (data.isUpToDate) return data;
    await sleep(100);
  }
}
