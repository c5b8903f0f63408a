import { describe, expect, it } from '@jest/globals';
import { indexDocuments, wordsOf } from './baselines.mjs';

describe('wordsOf', () => {
  it('keeps C, C++ and C# apart', () => expect(wordsOf('C, C++ and C#.')).toEqual(['c', 'c++', 'and', 'c#']));
});

describe('baselines', () => {
  const documents = ['nurse in a hospital', 'welder and welder', 'nurse nurse nurse and welder'];

  it('computes TF-IDF cosines', () => {
    // One query word: the cosine is the word's weight over the length of the document's vector.
    const { tfIdf } = indexDocuments(documents);
    const idf = (holding) => Math.log(4 / (holding + 1)) + 1;
    const [first, second, third] = tfIdf('nurse');
    expect(first).toBeCloseTo(idf(2) / Math.hypot(idf(2), idf(1), idf(1), idf(1)), 12);
    expect(second).toBe(0);
    const often = (1 + Math.log(3)) * idf(2);
    expect(third).toBeCloseTo(often / Math.hypot(often, idf(2), idf(2)), 12);
  });

  it('computes BM25', () => {
    const { bm25 } = indexDocuments(documents);
    const rarity = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    const average = (4 + 3 + 5) / 3;
    const [first, second, third] = bm25('nurse nurse');
    expect(first).toBeCloseTo((rarity * 2.2) / (1 + 1.2 * (0.25 + (0.75 * 4) / average)), 12);
    expect(second).toBe(0);
    expect(third).toBeCloseTo((rarity * 3 * 2.2) / (3 + 1.2 * (0.25 + (0.75 * 5) / average)), 12);
  });

  it('scores nothing for words that no document holds', () => {
    const { bm25, tfIdf } = indexDocuments(documents);
    expect(bm25('astronaut')).toEqual([0, 0, 0]);
    expect(tfIdf('astronaut')).toEqual([0, 0, 0]);
  });
});
