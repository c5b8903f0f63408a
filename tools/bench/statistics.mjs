/** @param {readonly number[]} numbers at least one */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/**
 * By linear interpolation between the nearest two.
 * @param {readonly number[]} numbers at least one
 * @param {number} share 0 to 1
 */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}

/**
 * Background load only ever makes a run slower: the least is the nearest to the truth, the median tells how far the rest is from it.
 * @param {readonly number[]} numbers
 */
export function summarize(numbers) {
  return { least: Math.min(...numbers), median: median(numbers) };
}
