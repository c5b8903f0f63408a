import { describe, expect, it } from '@jest/globals';
import { claimKey, settleDuplicates } from './duplicate-settlement.js';
import type { Claim } from './duplicate-settlement.js';

const claim = (applicationId: string, policy: Claim['policy'] = 'keep_first', jobId = 'job'): Claim => ({
  applicationId,
  organizationId: 'organization',
  jobId,
  candidateKey: 'person',
  policy,
});

describe('settling duplicates', () => {
  it('keeps the application that holds the place and makes the others its aliases', () => {
    const [first, second] = [claim('1'), claim('2')];
    expect(settleDuplicates([first, second], new Map([[claimKey(first), '1']]))).toEqual([
      { kind: 'new', claim: first },
      { kind: 'duplicate', claim: second, of: '1' },
    ]);
  });

  it('counts every submission to a job with policy separate', () => {
    const claims = [claim('1', 'separate'), claim('2', 'separate')];
    expect(settleDuplicates(claims, new Map()).map((one) => one.kind)).toEqual(['new', 'new']);
  });

  it('lets one person apply to several jobs', () => {
    const claims = [claim('1', 'keep_first', 'a'), claim('2', 'keep_first', 'b')];
    const holders = new Map(claims.map((one) => [claimKey(one), one.applicationId]));
    expect(settleDuplicates(claims, holders).map((one) => one.kind)).toEqual(['new', 'new']);
  });
});
