import { describe, expect, it } from '@jest/globals';
import { faultRun } from './faults/fault-run.js';

describe('faults', () => {
  it('loses and doubles nothing while the process and its database are killed', async () => {
    const submissions = 60;
    const result = await faultRun({ submissions, faults: 4, seed: 1 });
    expect(result).toMatchObject({
      accepted: submissions,
      lost: 0,
      doubled: 0,
      screenedOnce: submissions,
      confirmedOnce: submissions,
      waiting: 0,
      parked: 0,
      deadLetters: 0,
    });
    expect(result.outboxSeconds).not.toBeNull();
    expect(result.kills).toBeGreaterThan(0);
    expect(result.crashes).toBeGreaterThan(0);
  }, 1_200_000);
});
