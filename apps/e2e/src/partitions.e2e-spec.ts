import { describe, expect, it } from '@jest/globals';
import { partitionRun } from './partitions/partition-run.js';

describe('months of the large tables', () => {
  it('go to files, come back and may be missing while applications come in, and nobody notices', async () => {
    const result = await partitionRun({ cycles: 1, months: 1, rows: 1_000, rate: 4, seed: 7 });
    const { accepted } = result;
    expect({ differences: result.differences, failures: result.failures }).toEqual({ differences: [], failures: [] });
    expect(result).toMatchObject({
      lost: 0,
      doubled: 0,
      screenedOnce: accepted,
      confirmedOnce: accepted,
      waiting: 0,
      parked: 0,
      deadLetters: 0,
      failedTasks: 0,
    });
    expect(result.tables).toEqual(['applications.applications', 'screening.screenings']);
    expect(result.movedRows).toBeGreaterThan(0);
  }, 900_000);
});
