import { describe, expect, it } from '@jest/globals';
import { idempotencyRun } from './idempotency/idempotency-run.js';

describe('one Idempotency-Key', () => {
  it('makes one application, however many posts arrive at however many processes, and resolves every receipt', async () => {
    const result = await idempotencyRun({ keys: 30, posts: 20 });
    expect(result).toMatchObject({ differingAnswers: 0, otherBodiesTaken: 0, unresolvedReceipts: 0, applications: 30 });
    // Some keys were used at processes that do not share a cache.
    expect(result.receipts).toBeGreaterThan(30);
  }, 300_000);
});
