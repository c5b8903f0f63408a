import { describe, expect, it } from '@jest/globals';
import { REDUCED_PLANS } from './seams/plans.js';
import { seamRun } from './seams/seam-run.js';

describe('seams', () => {
  it('keep every promise to an applicant while a port fails, hangs or does it twice', async () => {
    const results = await seamRun({ plans: REDUCED_PLANS, seed: 7 });
    expect(results.filter(({ broken }) => broken.length > 0)).toEqual([]);
    expect(results).toHaveLength(REDUCED_PLANS.length);
  }, 600_000);
});
