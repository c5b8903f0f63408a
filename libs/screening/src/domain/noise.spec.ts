import { describe, expect, it } from '@jest/globals';
import { listNoise, scoreInterval } from './noise.js';
import type { NoisyScore } from './noise.js';

const rules = (applicationId: string, score: number): NoisyScore => {
  return { applicationId, score, source: 'rules', readings: 0, least: null, most: null };
};
const read = (applicationId: string, score: number, ...scores: number[]): NoisyScore => {
  const all = [score, ...scores];
  return { applicationId, score, source: 'model', readings: all.length, least: Math.min(...all), most: Math.max(...all) };
};

describe('the noise of scores', () => {
  it('is none with rules, what was seen with repeats, and unknown after one reading', () => {
    expect(scoreInterval(rules('a', 70))).toEqual({ low: 70, high: 70 });
    expect(scoreInterval(read('a', 70, 64, 72))).toEqual({ low: 64, high: 72 });
    expect(scoreInterval(read('a', 70))).toBeNull();
    // The score came from an answer that was kept, and is no reading of its own.
    expect(scoreInterval({ ...read('a', 60, 62), score: 65 })).toEqual({ low: 60, high: 65 });
  });

  it('leaves ranks by rules as they are, ties included', () => {
    const { entries, below } = listNoise([rules('a', 90), rules('b', 80), rules('c', 80)], [rules('d', 80), rules('e', 10)]);
    expect([...entries.values()].map(({ ranks, withinNoise }) => [ranks, withinNoise])).toEqual([
      [{ best: 1, worst: 1 }, false],
      [{ best: 2, worst: 4 }, true],
      [{ best: 2, worst: 4 }, true],
    ]);
    expect(below).toEqual(['d']);
  });

  it('ties who overlap at the line', () => {
    const { entries, below } = listNoise([read('a', 90, 88), read('b', 80, 74)], [read('c', 76, 70), read('d', 60, 50)]);
    expect(entries.get('a')).toMatchObject({ ranks: { best: 1, worst: 1 }, withinNoise: false });
    expect(entries.get('b')).toMatchObject({ interval: { low: 74, high: 80 }, ranks: { best: 2, worst: 3 }, withinNoise: true });
    expect(below).toEqual(['c']);
  });

  it('says unknown and not no where a reading was not repeated', () => {
    const { entries } = listNoise([rules('a', 90), read('b', 80)], [rules('c', 50)]);
    expect(entries.get('a')).toMatchObject({ withinNoise: false, ranks: null });
    expect(entries.get('b')).toMatchObject({ withinNoise: null, ranks: null, interval: null });
    expect(listNoise([rules('a', 90)], [read('b', 80)]).entries.get('a')).toMatchObject({ withinNoise: null });
    expect(listNoise([read('a', 80)], [read('b', 80)]).entries.get('a')).toMatchObject({ withinNoise: true });
  });

  it('has no line to tie at while the list has room', () => {
    expect(listNoise([read('a', 80)], []).entries.get('a')).toMatchObject({ withinNoise: false });
    expect(listNoise([], []).below).toEqual([]);
  });
});
