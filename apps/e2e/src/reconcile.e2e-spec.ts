import { describe, expect, it } from '@jest/globals';
import { reconcileRun } from './reconcile/reconcile-run.js';

describe('rows that lie still', () => {
  it('are set going again in every state that a reconciler knows, and nothing happens twice', async () => {
    const { unmatched, planted, stuck, unexpected } = await reconcileRun({ rows: 10 });
    expect(unmatched).toEqual([]);
    expect(Object.entries(planted).filter(([, rows]) => rows !== 10)).toEqual([]);
    expect({ stuck, unexpected }).toEqual({ stuck: 0, unexpected: [] });
  }, 600_000);
});
