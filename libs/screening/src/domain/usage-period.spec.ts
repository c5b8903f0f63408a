import { describe, expect, it } from '@jest/globals';
import { usagePeriod } from './usage-period.js';

const NOW = new Date('2026-03-01T23:59:59.999Z');

describe('the period of a usage report', () => {
  it('is the last 30 days unless somebody asks for another', () => {
    expect(usagePeriod({}, NOW)).toEqual({ from: '2026-01-31', to: '2026-03-01' });
    expect(usagePeriod({ from: '2026-02-28' }, NOW)).toEqual({ from: '2026-02-28', to: '2026-03-01' });
    expect(usagePeriod({ to: '2026-01-30' }, NOW)).toEqual({ from: '2026-01-01', to: '2026-01-30' });
  });

  it('may be one day, and a leap year long', () => {
    expect(usagePeriod({ from: '2026-03-01', to: '2026-03-01' }, NOW)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
    expect(usagePeriod({ from: '2024-01-01', to: '2024-12-31' }, NOW)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  });

  it.each([
    [{ from: '2026-03-02' }, 'ends before'],
    [{ from: '2025-01-01', to: '2026-01-02' }, 'at most 366 days'],
    [{ from: '2026-02-29' }, 'no day 2026-02-29'],
    [{ to: '2026-13-01' }, 'no day 2026-13-01'],
  ])('refuses %j', (asked, detail) => {
    expect(() => usagePeriod(asked, NOW)).toThrow(expect.objectContaining({ code: 'screening.usage_period_invalid', kind: 'rule' }));
    expect(() => usagePeriod(asked, NOW)).toThrow(detail);
  });
});
