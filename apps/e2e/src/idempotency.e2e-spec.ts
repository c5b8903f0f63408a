import { describe, expect, it } from '@jest/globals';
import { idempotencyRun } from './idempotency/idempotency-run.js';

describe('one Idempotency-Key', () => {
  it('makes one application, however many posts arrive at however many processes, and resolves every receipt', async () => {
    const result = await idempotencyRun({ keys: 30, posts: 20 });
    expect(result).toMatchObject({
      differingAnswers: 0,
      otherBodiesTaken: 0,
      unresolvedReceipts: 0,
      otherSubmissions: 6,
      applications: 36,
    });
    // A second receipt is given only where the cache was taken away.
    expect(result.receipts).toBe(36);
  }, 300_000);
});
