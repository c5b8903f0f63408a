import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shortlist/testing';
import { CLERK, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterAll(() => fixture.stop());

const recordsOf = ({ applicationId }: Applicant): Promise<{ run: number; score: string | null }[]> =>
  fixture.database.rows('SELECT run, score FROM screening.screenings WHERE application_id = $1 ORDER BY run', [applicationId]);

const subjectOf = async ({ applicationId }: Applicant): Promise<Record<string, unknown> | undefined> =>
  (await fixture.database.rows('SELECT * FROM screening.screening_subjects WHERE application_id = $1', [applicationId]))[0];

const members = (list: { entries: { applicationId: string; score: number }[] }): [string, number][] =>
  list.entries.map(({ applicationId, score }) => [applicationId, score]);

describe('an application that is replaced', () => {
  it.each([
    ['replaced', 'parsed'],
    ['parsed', 'replaced'],
  ])('before its screening is screened by the newer resume alone: %s, then %s', async (...order) => {
    const one = fixture.applicantOf(await fixture.openJob(PYTHON));
    await fixture.received(one);
    const events: Record<string, () => Promise<void>> = {
      replaced: () => fixture.replaced(one, 2),
      parsed: () => fixture.parsed(one, PROGRAMMER, 2),
    };
    for (const name of order) {
      await events[name]?.();
      const column = name === 'replaced' ? 'submission' : 'resume_submission';
      await eventually(async () => expect(await subjectOf(one)).toMatchObject({ [column]: 2 }));
    }
    // The reading of the resume before ends late.
    await fixture.parsed(one, CLERK, 1);
    const handled = "SELECT 1 FROM screening.inbox WHERE consumer = 'screening.take_parse_failure'";
    const before = await fixture.database.rows(handled);
    await fixture.parseFailed(one, 1);
    await eventually(async () => expect(await fixture.database.rows(handled)).toHaveLength(before.length + 1));
    expect(await subjectOf(one)).toMatchObject({ resume_submission: 2, failure_code: null });
    expect(await fixture.screenings(one, 1)).toMatchObject([{ score: 100, submission: 2 }]);
    const list = await fixture.settledList(one.jobId, ({ entries }) => expect(entries).toHaveLength(1));
    expect(members(list)).toEqual([[one.applicationId, 100]]);
    expect(await recordsOf(one)).toMatchObject([{ score: '100.00' }]);
  });

  it('while its first screening was on the way leaves the list until the newer resume is screened; both records stay', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const one = await fixture.apply(jobId, PROGRAMMER);
    const other = await fixture.apply(jobId, PROGRAMMER);
    await fixture.settledList(jobId, ({ entries }) => expect(entries).toHaveLength(2));
    await fixture.replaced(one, 2, 'Ada Newer');
    await eventually(async () => expect(members(await fixture.shortlist(jobId))).toEqual([[other.applicationId, 100]]));
    expect((await fixture.shortlist(jobId)).counts).toMatchObject({ waiting: 1, screened: 1 });
    await fixture.parsed(one, CLERK, 2);
    expect(await fixture.screenings(one, 2)).toMatchObject([
      { run: 1, score: 100, submission: 1 },
      { run: 2, score: 0, submission: 2 },
    ]);
    await fixture.settledList(jobId, ({ entries }) =>
      expect(entries).toMatchObject([
        { applicationId: other.applicationId, score: 100 },
        { applicationId: one.applicationId, score: 0, name: 'Ada Newer' },
      ]),
    );
    expect(await recordsOf(one)).toMatchObject([
      { run: 1, score: '100.00' },
      { run: 2, score: '0.00' },
    ]);
  });

  it('by a resume that cannot be read loses its score and waits for a person', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const one = await fixture.apply(jobId, PROGRAMMER);
    await fixture.screenings(one, 1);
    await fixture.replaced(one, 2);
    await fixture.parseFailed(one, 2);
    expect((await fixture.screenings(one, 2))[1]).toMatchObject({ outcome: 'unreadable', score: null, needsPerson: true, submission: 2 });
    await fixture.settledList(jobId, (list) => expect(list).toMatchObject({ entries: [], counts: { unreadable: 1 } }));
  });

  it('counts once when its event comes again, also after a newer one', async () => {
    const one = await fixture.apply(await fixture.openJob(PYTHON), CLERK);
    await fixture.screenings(one, 1);
    await fixture.replaced(one, 3);
    await fixture.parsed(one, PROGRAMMER, 3);
    await fixture.screenings(one, 2);
    for (const submission of [2, 3]) await fixture.replaced(one, submission, 'Ada Older');
    await fixture.parsed(one, CLERK, 2);
    await eventually(async () => {
      const handled = await fixture.database.rows("SELECT 1 FROM screening.inbox WHERE consumer = 'screening.replace_subject'");
      expect(handled).toHaveLength(7);
    });
    await fixture.settledList(one.jobId, ({ entries }) => expect(entries).toMatchObject([{ score: 100, name: 'Ada Example' }]));
    expect(await subjectOf(one)).toMatchObject({ submission: 3, state: 'screened', run: 2, requested_run: 2 });
  });
});
