import { describe, expect, it } from '@jest/globals';
import type { FaultPlan } from '@shortlist/testing';
import { seamRun } from './seams/seam-run.js';

/** One of each kind where it hurts most; `npm run prove:seams` runs them all. */
const PLANS: FaultPlan[] = [
  { port: 'eventLog', method: 'append', kind: 'executes_then_times_out', times: 2 },
  { port: 'cache', method: 'setIfAbsent', kind: 'fails_before', times: 2 },
  { port: 'storage', method: 'move', kind: 'executes_then_times_out', times: 2 },
  { port: 'tasks', method: 'enqueueAll', kind: 'twice', times: 2 },
  { port: 'keyring', method: 'seal', kind: 'fails_before', times: 2 },
  { port: 'models', method: 'ask', kind: 'slow', times: 2 },
  { port: 'mail', method: 'send', kind: 'executes_then_times_out', times: 1 },
];

describe('seams', () => {
  it('keep every promise to an applicant while a port fails, hangs or does it twice', async () => {
    const results = await seamRun({ plans: PLANS });
    expect(results.filter(({ broken }) => broken.length > 0)).toEqual([]);
    expect(results).toHaveLength(PLANS.length);
  }, 600_000);
});
