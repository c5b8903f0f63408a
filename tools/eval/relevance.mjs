// How well a ranked list answers a query. The measures are those of TREC.

/**
 * The share of the relevant among the first k; with k as many as are relevant it is the R-precision.
 * @param {readonly string[]} found
 * @param {ReadonlySet<string>} relevant not empty
 * @param {number} k
 */
export function recallOf(found, relevant, k) {
  return found.slice(0, k).filter((one) => relevant.has(one)).length / relevant.size;
}

/**
 * Where the first relevant one stands, from 1; its inverse, averaged, is the mean reciprocal rank.
 * @param {readonly string[]} found
 * @param {ReadonlySet<string>} relevant
 * @returns {number | null}
 */
export function firstPlace(found, relevant) {
  const place = found.findIndex((one) => relevant.has(one));
  return place < 0 ? null : place + 1;
}

/**
 * @param {readonly number[]} values
 * @returns {number | null}
 */
export function meanOf(values) {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Shorter words are not taken for slips. */
const SHORTEST_SLIP = 5;

/**
 * A word with two letters in its middle swapped, as fingers do it.
 * @param {string} text
 * @returns {string | null} null for what is no single word of letters, or too short, or stays the same
 */
export function swapped(text) {
  if (!/^[a-z]+$/i.test(text) || text.length < SHORTEST_SLIP) return null;
  const middle = Math.floor(text.length / 2);
  const slip = text.slice(0, middle) + text[middle + 1] + text[middle] + text.slice(middle + 2);
  return middle + 1 >= text.length || slip.toLowerCase() === text.toLowerCase() ? null : slip;
}
