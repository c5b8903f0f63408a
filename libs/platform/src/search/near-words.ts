/** Shorter words have too many neighbours. */
export const SHORTEST_NEAR_WORD = 4;
const TWO_EDITS_FROM = 8;

/**
 * Whether one word may be a slip of the other: they begin alike and differ by one letter left out, added, changed or swapped with its
 * neighbour; by two from eight letters on. The rule of Elasticsearch's fuzziness with a prefix of one letter, with later thresholds.
 */
export function isNear(wanted: string, word: string): boolean {
  if (wanted.length < SHORTEST_NEAR_WORD || wanted[0] !== word[0]) return false;
  const most = mostEdits(wanted);
  return distanceOf(wanted, word, most) <= most;
}

/** How many letters of a word may be wrong. */
export const mostEdits = (wanted: string): 1 | 2 => (wanted.length < TWO_EDITS_FROM ? 1 : 2);

/** Optimal string alignment distance; `most` + 1 for anything beyond. */
export function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let edits = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      current.push(edits);
    }
    if (Math.min(...current) > most) return most + 1;
    [before, above] = [above, current];
  }
  return above[other.length] ?? most + 1;
}
