import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shortlistsUpdatedV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { CLERK, EXCEL, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

const TWO = { filtering: { topN: 2 } };

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});

afterAll(() => fixture.stop());

interface Told {
  readonly id: string;
  readonly applicationId: string;
  readonly version: number;
  readonly changedAt: string;
}

/** All pages of the history of a list, the newest first. */
async function history(jobId: string, query: string): Promise<Told[]> {
  const told: Told[] = [];
  let [path, total]: [string | null, number] = [`/jobs/${jobId}/shortlist/changes?${query}`, 0];
  while (path) {
    const { status, body } = await fixture.call('GET', path);
    expect(status).toBe(200);
    told.push(...body.data);
    total = body.pagination.total;
    const { nextCursor } = body.pagination;
    path = nextCursor && `/jobs/${jobId}/shortlist/changes?limit=3&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(told).toHaveLength(total);
  return told;
}

describe('the history of a shortlist', () => {
  it('tells who entered and left, when, why and under which criteria, and each entry why it is there', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, ...TWO });
    const arrive = async (resume: typeof PROGRAMMER, score: number): Promise<Applicant> => {
      const one = await fixture.apply(jobId, resume);
      await fixture.screenings(one, 1);
      await fixture.settledList(jobId);
      await fixture.rescore(one, score);
      return one;
    };
    const clerk = await arrive(CLERK, 10);
    const ada = await arrive(PROGRAMMER, 80);
    const bob = await arrive(PROGRAMMER, 100);
    await fixture.rescore(bob, 5);
    await fixture.moved(ada, 'withdrawn');
    await fixture.settledList(jobId, (list) =>
      expect(list.entries).toMatchObject([{ applicationId: clerk.applicationId }, { applicationId: bob.applicationId }]),
    );
    const eve = await fixture.apply(jobId, PROGRAMMER);
    await fixture.settledList(jobId, (list) => expect(list.entries).toMatchObject([{ applicationId: eve.applicationId }, {}]));
    expect((await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, { ...EXCEL, ...TWO }, { 'if-match': '"1"' })).status).toBe(200);
    const list = await fixture.settledList(jobId, ({ criteriaVersion }) => expect(criteriaVersion).toBe(2));

    const told = (await history(jobId, 'limit=3')).reverse();
    const short = (one: Applicant, change: string, reason: string, rank: number, criteriaVersion = 1): object => ({
      ...{ applicationId: one.applicationId, change, reason, rank, criteriaVersion, changedAt: expect.any(String) },
    });
    expect(told).toMatchObject([
      short(clerk, 'entered', 'place_free', 1),
      short(ada, 'entered', 'place_free', 1),
      { ...short(bob, 'entered', 'overtook', 1), score: 100 },
      { ...short(clerk, 'left', 'outranked', 2), score: 10 },
      short(clerk, 'entered', 'place_free', 2),
      { ...short(bob, 'left', 'score_fell', 1), score: 5 },
      short(bob, 'entered', 'place_free', 2),
      { ...short(ada, 'left', 'no_longer_ranked', 1), score: null },
      short(eve, 'entered', 'overtook', 1),
      short(bob, 'left', 'outranked', 2),
      short(bob, 'entered', 'criteria_changed', 2, 2),
      { ...short(eve, 'left', 'criteria_changed', 1, 2), score: 0 },
    ]);
    expect(list.entries).toMatchObject([
      { applicationId: clerk.applicationId, enteredReason: 'place_free', enteredCriteriaVersion: 1, enteredAt: expect.any(String) },
      { applicationId: bob.applicationId, enteredReason: 'criteria_changed', enteredCriteriaVersion: 2, enteredAt: told.at(-2)?.changedAt },
    ]);
    expect(new Date(list.entries[0].enteredAt) < new Date(list.entries[1].enteredAt)).toBe(true);

    const versions = told.map((one) => one.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    const own = await history(jobId, `limit=1&applicationId=${eve.applicationId}`);
    expect(own).toMatchObject([short(eve, 'left', 'criteria_changed', 1, 2), short(eve, 'entered', 'overtook', 1)]);
    await eventually(async () => {
      const updates = (await fixture.process.published(shortlistsUpdatedV1)).filter((event) => event.jobId === jobId);
      expect(updates.at(-1)).toMatchObject({ version: list.version });
      expect(updates.at(-1)?.reasons).toEqual([
        { applicationId: bob.applicationId, change: 'entered', reason: 'criteria_changed' },
        { applicationId: eve.applicationId, change: 'left', reason: 'criteria_changed' },
      ]);
    });
  });

  it('keeps the newest ten thousand changes of a job', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, ...TWO });
    const many = Array.from({ length: 10_000 }, (_, index) => newId(Date.now() - 100_000 + index));
    await fixture.database.rows(
      `INSERT INTO screening.shortlist_changes
         (id, organization_id, job_id, version, criteria_version, application_id, change, reason, rank, score, changed_at)
       SELECT id, $2, $3, 1, 1, id, 'entered', 'place_free', 1, 50, now() FROM unnest($1::uuid[]) AS id`,
      [many, fixture.organizationId, jobId],
    );
    const one = await fixture.apply(jobId, PROGRAMMER);
    await fixture.settledList(jobId, (list) => expect(list.entries).toHaveLength(1));
    const kept = await fixture.database.rows<{ id: string; application_id: string }>(
      'SELECT id, application_id FROM screening.shortlist_changes WHERE job_id = $1 ORDER BY id',
      [jobId],
    );
    expect(kept).toHaveLength(10_000);
    expect([kept[0]?.id, kept.at(-1)?.application_id]).toEqual([many[1], one.applicationId]);
  });
});
