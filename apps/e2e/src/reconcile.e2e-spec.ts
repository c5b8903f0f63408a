import { describe, expect, it } from '@jest/globals';
import { reconcileRun } from './reconcile/reconcile-run.js';

describe('rows that lie still', () => {
  it('are set going again in every state, and nothing happens twice', async () => {
    const { planted, stuck, doubled, forgotten } = await reconcileRun({ each: 10, bySchedule: false });
    expect(Object.entries(planted).filter(([, rows]) => rows !== 10)).toEqual([]);
    expect({ stuck, doubled, forgotten }).toEqual({ stuck: 0, doubled: [], forgotten: [] });
  }, 400_000);
});
