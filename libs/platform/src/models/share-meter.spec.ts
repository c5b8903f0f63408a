import { describe, expect, it } from '@jest/globals';
import { ShareMeter } from './share-meter.js';

const SHARES = [0.7, 0.2, 0.1];

function sharesOf(difficulties: readonly number[]): number[] {
  const meter = new ShareMeter(SHARES);
  const counts = [0, 0, 0];
  for (const difficulty of difficulties) {
    const place = meter.place(difficulty);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((count) => count / difficulties.length);
}

describe('share meter', () => {
  it.each([
    ['spread evenly', (index: number) => ((index * 61) % 1_000) / 1_000],
    ['all easy', (index: number) => ((index * 61) % 1_000) / 10_000],
    ['mostly hard', (index: number) => Math.sqrt(((index * 61) % 1_000) / 1_000)],
    ['all alike', () => 0.5],
  ])('gives each place its share of questions that are %s', (_what, difficulty) => {
    const shares = sharesOf(Array.from({ length: 5_000 }, (_, index) => difficulty(index)));
    shares.forEach((share, place) => expect(Math.abs(share - (SHARES[place] ?? 0))).toBeLessThan(0.03));
  });

  it('never puts a harder question below an easier one', () => {
    const places = [0, 0.3, 0.69, 0.75, 0.89, 0.95, 1].map((difficulty) => new ShareMeter(SHARES).place(difficulty));
    expect(places).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });
});
