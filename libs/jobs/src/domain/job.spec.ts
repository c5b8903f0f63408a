import { describe, expect, it } from '@jest/globals';
import { JOB_STATUSES } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { addRequirement, changeJob, deleteJob, draftJob, isPublic, MOST_REQUIREMENTS } from './job.js';
import type { Job } from './job.js';
import { moveJob } from './job-status.js';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-04-01T10:00:00Z');
const draft = draftJob(newId(), newId(), {
  title: 'Engineer',
  description: null,
  department: null,
  location: null,
  employmentType: null,
  openings: 1,
  duplicatePolicy: 'keep_first',
  hiringManagerId: null,
  requirements: [],
});
const jobIn = (status: Job['status']): Job => ({ ...draft, status });

describe('moveJob', () => {
  const allowed = ['draft > open', 'open > on_hold', 'open > closed', 'on_hold > open', 'on_hold > closed'];
  const moves = JOB_STATUSES.flatMap((from) => JOB_STATUSES.map((to) => [from, to] as const));

  it.each(moves)('lets a job go from %s to %s only if the table says so', (from, to) => {
    const move = (): Job => moveJob(jobIn(from), to, now);
    if (allowed.includes(`${from} > ${to}`)) expect(move()).toMatchObject({ status: to, version: 2 });
    else expect(move).toThrow(expect.objectContaining({ code: 'jobs.status_not_reachable', kind: 'conflict' }));
  });

  it('keeps the day of the first publication when a job opens again', () => {
    const held = moveJob(moveJob(draft, 'open', now), 'on_hold', later);
    expect(moveJob(held, 'open', later).publishedAt).toEqual(now);
  });
});

describe('a job', () => {
  it('is public only while it is open and not deleted', () => {
    expect(JOB_STATUSES.filter((status) => isPublic(jobIn(status)))).toEqual(['open']);
    expect(isPublic(deleteJob(jobIn('open'), now))).toBe(false);
  });

  it('grows its version with every change', () => {
    expect(changeJob(draft, { title: 'Senior Engineer' })).toMatchObject({ title: 'Senior Engineer', version: 2 });
    expect(deleteJob(draft, now)).toMatchObject({ deletedAt: now, version: 2 });
  });

  it(`takes ${MOST_REQUIREMENTS} requirements and no more`, () => {
    const requirement = { type: 'skill', value: 'TypeScript', mandatory: true };
    const full = { ...draft, requirements: Array.from({ length: MOST_REQUIREMENTS - 1 }, () => requirement) };
    const last = addRequirement(full, requirement);
    expect(last.requirements).toHaveLength(MOST_REQUIREMENTS);
    expect(() => addRequirement(last, requirement)).toThrow(expect.objectContaining({ code: 'jobs.too_many_requirements' }));
  });
});
