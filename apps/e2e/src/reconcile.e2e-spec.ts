import { describe, expect, it } from '@jest/globals';
import { reconcileRun } from './reconcile/reconcile-run.js';

describe('rows that lie still', () => {
  it('are set going again in every state, and nothing happens twice', async () => {
    const { planted, stuck, doubled } = await reconcileRun({ applications: 20, bySchedule: false });
    expect(Object.entries(planted).filter(([, rows]) => rows === 0)).toEqual([]);
    expect({ stuck, doubled }).toEqual({ stuck: 0, doubled: [] });
  }, 400_000);
});
