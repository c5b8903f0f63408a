import { describe, expect, it } from '@jest/globals';
import { claimKey, settleDuplicates } from './duplicate-settlement.js';
import type { Claim } from './duplicate-settlement.js';

const claim = (applicationId: string, policy: Claim['policy'] = 'keep_first', jobId = 'job'): Claim => ({
  applicationId,
  organizationId: 'organization',
  jobId,
  candidateKey: 'person',
  policy,
  replaces: null,
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

  describe('under policy replace', () => {
    const first = claim('1', 'replace');
    const again = (applicationId: string, replaces: string | null): Claim => ({ ...claim(applicationId, 'replace'), replaces });
    const holders = new Map([[claimKey(first), '1']]);
    const kinds = (claims: readonly Claim[], proven: [string, string][]): string[] =>
      settleDuplicates(claims, holders, new Map(proven)).map((one) => one.kind);

    it('takes the word of whoever shows the receipt of the application that stays', () => {
      expect(kinds([again('2', '1')], [['1', '1']])).toEqual(['replacement']);
    });

    it('takes an address, a receipt of another application or one that proves nothing for a duplicate', () => {
      expect(kinds([again('2', null), again('3', 'other'), again('4', 'x')], [['other', 'other']])).toEqual(Array(3).fill('duplicate'));
    });

    it('lets a replacement of the same batch be replaced, and a duplicate prove nothing', () => {
      const claims = [again('2', '1'), again('3', '2'), again('4', null), again('5', '4')];
      const proven: [string, string][] = ['1', '2', '4'].map((id) => [id, id]);
      expect(kinds(claims, proven)).toEqual(['replacement', 'replacement', 'duplicate', 'duplicate']);
    });

    it('needs that policy', () => {
      expect(settleDuplicates([{ ...again('2', '1'), policy: 'keep_first' }], holders, new Map([['1', '1']]))[0]?.kind).toBe('duplicate');
    });
  });
});
