import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BINS, binOf, countsOf } from './histogram.js';
import { BLOCK_SIZE, ScoreBlock } from './score-block.js';

describe('a block of scores', () => {
  it('gives back every score to the hundredth, the mark beside it, and nothing where nothing was put', () => {
    const pair = fc.record({ score: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100), isHiddenGem: fc.boolean() });
    const entries = fc.dictionary(fc.nat(BLOCK_SIZE - 1).map(String), pair);
    fc.assert(
      fc.property(entries, fc.nat(100), (given, block) => {
        const scores = new ScoreBlock();
        for (const [index, one] of Object.entries(given)) scores.set(block * BLOCK_SIZE + Number(index), one);
        const read = new ScoreBlock(scores.toBytes()).entries(block);
        expect(Object.fromEntries(read.map((one) => [String(one.ordinal - block * BLOCK_SIZE), one.pair]))).toEqual({ ...given });
      }),
    );
  });

  it('forgets a score that is taken back, and leaves what it was made from as it was', () => {
    const bytes = new ScoreBlock().toBytes();
    const scores = new ScoreBlock(bytes);
    scores.set(300, { score: 100, isHiddenGem: true });
    expect(new ScoreBlock(bytes).entries(1)).toEqual([]);
    scores.set(300, null);
    expect(scores.get(300)).toBeNull();
    expect([ScoreBlock.of(255), ScoreBlock.of(256)]).toEqual([0, 1]);
  });
});

describe('a histogram of scores', () => {
  it('has a bin for every score, the highest in the last', () => {
    expect([0, 4.99, 5, 79.99, 80, 99.99, 100].map(binOf)).toEqual([0, 0, 1, 15, 16, 19, BINS - 1]);
  });

  it('says how many are strong and good', () => {
    const histogram = new Array<number>(BINS).fill(0);
    for (const score of [100, 80, 79.99, 60, 59.99, 0]) histogram[binOf(score)]! += 1;
    expect(countsOf(histogram)).toEqual({ totalCandidates: 6, strongMatches: 2, goodMatches: 2 });
    expect(countsOf([])).toEqual({ totalCandidates: 0, strongMatches: 0, goodMatches: 0 });
  });
});
