import { describe, expect, it } from '@jest/globals';
import { APPLICATION_STATUSES } from '@shortlist/contracts';
import { isReplaceable } from './replacement.js';

const receivedAt = new Date('2026-01-15T09:30:00.000Z');
const later = new Date('2026-01-15T09:31:00.000Z');

describe('replacing an application', () => {
  it('is possible until it was screened or somebody moved it', () => {
    const open = APPLICATION_STATUSES.filter((status) => isReplaceable({ status, screeningRun: 0, receivedAt }, later));
    expect(open).toEqual(['received', 'screening']);
    expect(isReplaceable({ status: 'screening', screeningRun: 1, receivedAt }, later)).toBe(false);
  });

  it('never brings an older submission back', () => {
    expect(isReplaceable({ status: 'received', screeningRun: 0, receivedAt: later }, receivedAt)).toBe(false);
  });
});
