import { Random } from '@shortlist/sample-data';

/** Numbers in [0, 1) that a seed repeats. */
export function seededRandom(seed: number): () => number {
  const random = new Random(seed);
  return () => random.next();
}
