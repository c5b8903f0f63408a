import { describe, expect, it } from '@jest/globals';
import { proveHostileFiles } from './hostile-files.fixture-spec.js';

// `npm run prove:hostile-files` does the same with ten times as many, and holds memory and times of the neighbours against their limits.
describe('files with something done to them', () => {
  it('all end in a state with a reason and in time, and good files beside them are read', async () => {
    const { broken, outcomes } = await proveHostileFiles({ mutations: 1_000, seed: 2026 });
    expect(broken).toEqual({ unstated: 0, crashed: 0, late: 0, neighbour: 0 });
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(1_000);
    expect(outcomes).toMatchObject({ read: expect.any(Number), corrupt: expect.any(Number) });
  }, 300_000);
});
