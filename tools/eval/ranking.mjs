// How well scores put the relevant before the rest. Ties count as chance would: half a pair, a share of a place.

/**
 * @typedef {object} Scored
 * @property {number} score
 * @property {boolean} isRelevant
 */

/**
 * Area under the ROC curve: the chance that a relevant one scores above one of the rest (Mann-Whitney).
 * @param {readonly Scored[]} scored
 * @returns {number | null} null without both kinds
 */
export function auc(scored) {
  const relevant = scored.filter(({ isRelevant }) => isRelevant);
  const rest = scored.filter(({ isRelevant }) => !isRelevant);
  if (relevant.length === 0 || rest.length === 0) return null;
  const wins = relevant.reduce((sum, { score }) => sum + rest.reduce((won, other) => won + winOver(score, other.score), 0), 0);
  return wins / (relevant.length * rest.length);
}

const winOver = (score, other) => (score > other ? 1 : score === other ? 0.5 : 0);

/**
 * The share of relevant ones among the first k; a tie over the cut gives each its share of the places left.
 * @param {readonly Scored[]} scored
 * @param {number} k
 */
export function precisionAt(scored, k) {
  const places = Math.min(k, scored.length);
  let left = places;
  let hits = 0;
  for (const [, tied] of [...Map.groupBy(scored, ({ score }) => score)].sort(([a], [b]) => b - a)) {
    const taken = Math.min(left, tied.length);
    hits += (tied.filter(({ isRelevant }) => isRelevant).length * taken) / tied.length;
    left -= taken;
  }
  return places === 0 ? 0 : hits / places;
}

/** @param {readonly number[]} numbers */
export const mean = (numbers) => (numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
