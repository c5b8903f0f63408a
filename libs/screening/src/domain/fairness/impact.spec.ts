import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fisherExact } from './exact-test.js';
import type { GroupCount } from './exact-test.js';
import { BY_HAND, UNIFORM_GUIDELINES } from './golden-data.js';
import { fairnessFigures } from './impact.js';
import type { FairnessRow, ImpactTable } from './impact.js';

const count = (successes: number, total: number): GroupCount => ({ successes, total });
const of = (tables: readonly ImpactTable[], dimension: string): ImpactTable => tables.find((table) => table.dimension === dimension)!;
const ratios = (table: ImpactTable): Record<string, number | null> =>
  Object.fromEntries(table.groups.map(({ group, impactRatio }) => [group, impactRatio === null ? null : Number(impactRatio.toFixed(4))]));

/** The same test in whole numbers, straight from the definition. */
function exactByCounting(one: GroupCount, other: GroupCount): number {
  const choose = (n: number, k: number): bigint => {
    let result = 1n;
    for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
    return result;
  };
  const successes = one.successes + other.successes;
  const ways = (k: number): bigint => choose(one.total, k) * choose(other.total, successes - k);
  let [extreme, all] = [0n, 0n];
  for (let k = Math.max(0, successes - other.total); k <= Math.min(one.total, successes); k++) {
    all += ways(k);
    if (ways(k) <= ways(one.successes)) extreme += ways(k);
  }
  return Number((extreme * 10n ** 15n) / all) / 1e15;
}

describe('the exact test', () => {
  // Fisher's lady tasting tea: 34 of 70 tables are at most as likely as 3 of 4. Twins: R documents fisher.test(matrix(c(2, 10, 15, 3), 2)).
  it.each([
    ['the lady tasting tea', count(3, 4), count(1, 4), 34 / 70],
    ['convictions of twins', count(2, 17), count(10, 13), 0.0005367],
    ['all and none of five', count(5, 5), count(0, 5), 2 / 252],
    ['no difference', count(5, 10), count(5, 10), 1],
    ['nobody at all', count(0, 10), count(0, 7), 1],
    ['an empty group', count(0, 0), count(3, 7), 1],
  ])('gives the published p-value: %s', (_case, one, other, expected) => {
    expect(fisherExact(one, other)).toBeCloseTo(expected, 7);
    expect(fisherExact(other, one)).toBeCloseTo(expected, 7);
  });

  it('agrees with counting every table in whole numbers', () => {
    const group = fc.nat(60).chain((total) => fc.record({ total: fc.constant(total), successes: fc.nat(total) }));
    fc.assert(
      fc.property(group, group, (one, other) => {
        expect(fisherExact(one, other)).toBeCloseTo(exactByCounting(one, other), 9);
      }),
    );
  });

  it('neither overflows nor loses small terms in large groups', () => {
    expect(fisherExact(count(5_000, 10_000), count(5_000, 10_000))).toBeCloseTo(1, 9);
    const tiny = fisherExact(count(6_000, 10_000), count(5_000, 10_000));
    expect(tiny).toBeGreaterThan(0);
    expect(tiny).toBeLessThan(1e-40);
  });
});

describe('impact ratios', () => {
  it('reproduce the worked example of the Uniform Guidelines', () => {
    const table = of(fairnessFigures(UNIFORM_GUIDELINES, ['race']).selection, 'race');
    expect(table.groups).toMatchObject([
      { group: 'white', total: 80, successes: 48, rate: 0.6, impactRatio: 1, pValue: null, isAdverse: false },
      { group: 'black', total: 40, successes: 12, rate: 0.3, impactRatio: 0.5, isAdverse: true },
    ]);
    expect(table.groups[1]!.pValue).toBeCloseTo(exactByCounting(count(12, 40), count(48, 80)), 12);
  });

  it('reproduce what was computed by hand, for single groups and intersections, by selection and by score', () => {
    const { selection, scoring, median } = fairnessFigures(BY_HAND, ['sex', 'race']);
    expect(median).toBe(50);
    expect(ratios(of(selection, 'sex'))).toEqual({ man: 1, woman: 0.6 });
    expect(ratios(of(scoring, 'sex'))).toEqual({ man: 1, woman: 0.6667 });
    expect(ratios(of(selection, 'sex+race'))).toEqual({ 'man+a': 1, 'man+b': 0.6667, 'woman+a': 0.6667, 'woman+b': 0.3333 });
  });

  it('do not call adverse what may be chance', () => {
    const women = of(fairnessFigures(BY_HAND, ['sex']).selection, 'sex').groups.find(({ group }) => group === 'woman')!;
    expect(women.impactRatio).toBeLessThan(0.8);
    expect(women.pValue).toBeCloseTo(exactByCounting(count(6, 20), count(10, 20)), 12);
    expect(women.isAdverse).toBe(false);
  });

  it('count those who did not say apart, and compare no group below two per cent', () => {
    const rows: FairnessRow[] = [
      ...Array.from({ length: 100 }, (_, index) => ({ score: null, selected: index < 50, groups: { sex: 'man' } })),
      { score: null, selected: true, groups: { sex: 'other' } },
      { score: null, selected: true, groups: { sex: null } },
    ];
    const table = of(fairnessFigures(rows, ['sex']).selection, 'sex');
    expect(table.unknown).toBe(1);
    expect(table.groups).toMatchObject([
      { group: 'other', isSmall: true, impactRatio: null },
      { group: 'man', isSmall: false, impactRatio: 1 },
    ]);
  });

  it('compare nobody where nobody succeeded', () => {
    const rows = ['man', 'woman'].map((sex) => ({ score: null, selected: false, groups: { sex } }));
    expect(ratios(of(fairnessFigures(rows, ['sex']).selection, 'sex'))).toEqual({ man: null, woman: null });
  });
});
