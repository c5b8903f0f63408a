import { describe, expect, it } from '@jest/globals';
import { madeUpPerson } from './person.js';

describe('madeUpPerson', () => {
  it('gives the same person for the same seed and another for the next', () => {
    expect(madeUpPerson(42)).toEqual(madeUpPerson(42));
    expect(madeUpPerson(42)).not.toEqual(madeUpPerson(43));
  });

  it('never gives an e-mail or phone number twice in 10,000 seeds, and keeps the form of both', () => {
    const people = Array.from({ length: 10_000 }, (_, seed) => madeUpPerson(seed));
    expect(new Set(people.map(({ email }) => email)).size).toBe(10_000);
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(10_000);
    people.forEach(({ email, phone, nationalId }, seed) => {
      expect(email).toMatch(new RegExp(`^[a-z]+\\.[a-z]+\\.${seed}@example\\.org$`));
      expect(phone).toMatch(/^\+92 3[0-3]\d \d{7}$/);
      if (nationalId) expect(nationalId).toMatch(/^\d{5}-\d{7}-[1-9]$/);
    });
  });

  it('spreads people over trades, experience and skills instead of repeating one', () => {
    const people = Array.from({ length: 1_000 }, (_, seed) => madeUpPerson(seed));
    const share = (skill: string): number => people.filter(({ skills }) => skills.includes(skill)).length / people.length;
    expect(share('TypeScript')).toBeGreaterThan(0.05);
    expect(share('TypeScript')).toBeLessThan(0.4);
    expect(share('Forecasting')).toBeGreaterThan(0.05);
    expect(new Set(people.map(({ name }) => name)).size).toBeGreaterThan(500);
    expect(new Set(people.map(({ roles }) => roles.length))).toEqual(new Set([1, 2, 3, 4]));
    const employed = people.filter(({ roles }) => roles[0]?.to === null).length;
    expect(employed).toBeGreaterThan(400);
    expect(employed).toBeLessThan(600);
  });

  it('gives careers in order, without overlaps, that end in 2025 or go on', () => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const dates = madeUpPerson(seed).roles.flatMap(({ from, to }) => [to ?? '2025-12', from]);
      expect(dates).toEqual([...new Set(dates)].sort().reverse());
      expect(dates[0]).toMatch(/^202[45]-/);
    }
  });

  it('works for any whole number and refuses what is none', () => {
    expect(madeUpPerson(Number.MAX_SAFE_INTEGER).email).toMatch(/\.9007199254740991@example\.org$/);
    for (const seed of [-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) expect(() => madeUpPerson(seed)).toThrow(RangeError);
  });
});
