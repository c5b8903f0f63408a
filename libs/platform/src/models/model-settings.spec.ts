import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MODEL_SETTINGS, REGION, assertBudget, budgetOf } from './model-settings.js';

const installation = { hourMicros: 500, dayMicros: 5_000 };

describe('the budget of an organization', () => {
  it('is its own where it set one, and never above that of the installation', () => {
    expect(budgetOf(DEFAULT_MODEL_SETTINGS, installation)).toEqual(installation);
    expect(budgetOf({ hourMicros: 100, dayMicros: null }, installation)).toEqual({ hourMicros: 100, dayMicros: 5_000 });
    expect(budgetOf({ hourMicros: 0, dayMicros: 9_000 }, installation)).toEqual({ hourMicros: 0, dayMicros: 5_000 });
  });

  it('is refused where it would not hold', () => {
    for (const fine of [
      { hourMicros: null, dayMicros: null },
      { hourMicros: 500, dayMicros: 5_000 },
      { hourMicros: 0, dayMicros: 0 },
    ])
      expect(() => assertBudget(fine, installation)).not.toThrow();
    for (const above of [
      { hourMicros: 501, dayMicros: null },
      { hourMicros: null, dayMicros: 5_001 },
    ])
      expect(() => assertBudget(above, installation)).toThrow(
        expect.objectContaining({ code: 'models.budget_above_installation', kind: 'rule' }),
      );
  });
});

it('writes regions in one way', () => {
  expect(['eu', 'us-east-1', 'local'].filter((region) => REGION.test(region))).toHaveLength(3);
  expect(['', 'EU', '1eu', 'eu west', 'eu,us', `e${'u'.repeat(30)}`].filter((region) => REGION.test(region))).toEqual([]);
});
