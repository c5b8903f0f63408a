import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shortlistsUpdatedV1 } from '@shortlist/contracts';
import type { ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { eventually } from '@shortlist/testing';
import { PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

const HOUR = '3600';
const INTERVAL_SECONDS = 1;
const CRITERIA = { ...PYTHON, filtering: { topN: 5 } };

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start({ SHORTLIST_ANNOUNCE_INTERVAL_SECONDS: HOUR });
});

afterAll(() => fixture.stop());

async function announced(jobId: string): Promise<ShortlistsUpdatedV1[]> {
  return (await fixture.process.published(shortlistsUpdatedV1)).filter((event) => event.jobId === jobId);
}

/** The announcements once the last one tells the list as it stands. */
function settled(jobId: string): Promise<ShortlistsUpdatedV1[]> {
  return eventually(async () => {
    const [all, list] = [await announced(jobId), await fixture.shortlist(jobId)];
    expect(all.at(-1)?.version).toBe(list.version);
    expect(all.at(-1)?.entries).toMatchObject(
      list.entries.map(({ applicationId, rank, score, tied }: ShortlistsUpdatedV1['entries'][number]) => ({
        ...{ applicationId, rank, score, tied },
      })),
    );
    return all;
  });
}

/** What a receiver holds who adds up what entered and left; refuses what cannot be added. */
function addedUp(updates: readonly ShortlistsUpdatedV1[]): string[] {
  const held = new Set<string>();
  for (const { entered, left } of updates) {
    for (const id of left) if (!held.delete(id)) throw new Error(`${id} left and was not there`);
    for (const id of entered) {
      if (held.has(id)) throw new Error(`${id} entered and was there`);
      held.add(id);
    }
  }
  return [...held].sort();
}

const membersOf = (update: ShortlistsUpdatedV1 | undefined): string[] => (update?.entries ?? []).map((entry) => entry.applicationId).sort();

/** A job with so many applicants, whose list was announced as it stands, just now. */
async function openWith(count: number): Promise<{ jobId: string; all: Applicant[] }> {
  const jobId = await fixture.openJob(CRITERIA);
  const all = await Promise.all(Array.from({ length: count }, () => fixture.apply(jobId, PROGRAMMER)));
  await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(count));
  if ((await unannounced(jobId)).length > 0) await hourPasses(jobId);
  await settled(jobId);
  return { jobId, all };
}

const unannounced = (jobId: string): Promise<unknown[]> =>
  fixture.database.rows('SELECT 1 FROM screening.shortlists WHERE job_id = $1 AND version <> announced_version', [jobId]);

async function hourPasses(jobId: string): Promise<void> {
  const hour = "interval '1 hour 1 second'";
  await fixture.database.rows(`UPDATE screening.shortlists SET announced_at = announced_at - ${hour} WHERE job_id = $1`, [jobId]);
  await fixture.database.rows(`UPDATE pgboss.job SET start_after = start_after - ${hour} WHERE singleton_key = 'announce:' || $1`, [jobId]);
}

describe('announcements of a shortlist', () => {
  it('wait while the list goes on being ranked, and come from the next process when this one stops meanwhile', async () => {
    const { jobId, all } = await openWith(2);
    await fixture.rescore(all[0] as Applicant, 60);
    const { applicationId } = await fixture.apply(jobId, PROGRAMMER);
    await fixture.settledList(jobId, (list) => expect(list.entries).toHaveLength(3));
    await fixture.restart(async () => {
      expect(await unannounced(jobId)).toHaveLength(1);
      await hourPasses(jobId);
    });
    const [last, ...others] = (await settled(jobId)).reverse();
    expect(last).toMatchObject({ entered: [applicationId], left: [], previousVersion: others[0]?.version });
  });

  it('come from the reconciler when their task was lost, also for a job that is ranked no more', async () => {
    const { jobId, all } = await openWith(2);
    await fixture.rescore(all[0] as Applicant, 60);
    expect(await unannounced(jobId)).toHaveLength(1);
    await fixture.database.rows("DELETE FROM pgboss.job WHERE singleton_key = 'announce:' || $1", [jobId]);
    await hourPasses(jobId);
    await fixture.database.rows("UPDATE screening.shortlists SET updated_at = now() - interval '1 hour' WHERE job_id = $1", [jobId]);
    await fixture.database.rows('UPDATE screening.job_copies SET deleted = true WHERE job_id = $1', [jobId]);
    expect(await fixture.process.infrastructure.reconciler.run()).toBe(1);
    await eventually(async () => expect((await announced(jobId)).at(-1)?.entries).toMatchObject([{ score: 100 }, { score: 60 }]));
    expect(await unannounced(jobId)).toEqual([]);
  });

  it('are few in a burst of 200 changes, end with the stored list, and add up to it at every step', async () => {
    const { jobId, all } = await openWith(12);
    const before = await announced(jobId);
    const { version } = await fixture.shortlist(jobId);
    await fixture.restart(() => hourPasses(jobId), { SHORTLIST_ANNOUNCE_INTERVAL_SECONDS: String(INTERVAL_SECONDS) });
    const startedAt = Date.now();
    for (let step = 0; step < 200; step++) await fixture.rescore(all[(step * 7) % all.length] as Applicant, ((step * 37) % 400) / 4);
    const updates = await settled(jobId);
    const intervals = (Date.now() - startedAt) / 1_000 / INTERVAL_SECONDS;
    const burst = updates.slice(before.length);
    expect((await fixture.shortlist(jobId)).version - version).toBeGreaterThan(100);
    // One at once, then one per interval that has begun.
    expect(burst.length).toBeLessThanOrEqual(1 + Math.ceil(intervals));
    expect(burst[0]?.version).toBe(version + 1);
    expect(updates.map((update) => update.previousVersion)).toEqual([0, ...updates.slice(0, -1).map((update) => update.version)]);
    expect(updates.every((update) => update.version > (update.previousVersion ?? 0))).toBe(true);
    for (let count = 1; count <= updates.length; count++) {
      expect(addedUp(updates.slice(0, count))).toEqual(membersOf(updates[count - 1]));
    }
  }, 300_000);
});
