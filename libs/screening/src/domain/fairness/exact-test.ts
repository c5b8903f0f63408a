/** Counts of one group: how many there are, and how many of them it worked out for. */
export interface GroupCount {
  readonly total: number;
  readonly successes: number;
}

/** Tables whose probability differs from the observed one by rounding alone count as equally likely. */
const TIE = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: the probability of a table at most as likely as the observed one when both groups have the same chance and
 * the margins stand (R. A. Fisher, "On the Interpretation of Chi-Square from Contingency Tables", 1922; the two-sided rule is method (b) of
 * A. Agresti, "A Survey of Exact Inference for Contingency Tables", Statistical Science 7, 1992, section 2.1). 1 where a margin is empty.
 */
export function fisherExact(one: GroupCount, other: GroupCount): number {
  const successes = one.successes + other.successes;
  const tables = hypergeometric(one.total + other.total, successes, one.total);
  const observed = (tables.probabilities[one.successes - tables.least] ?? 0) * TIE;
  const extreme = tables.probabilities.filter((probability) => probability <= observed);
  return Math.min(1, sumOf(extreme));
}

export interface Hypergeometric {
  /** The smallest number of successes that the draw can hold; the first probability is its. */
  readonly least: number;
  readonly probabilities: readonly number[];
}

/** Probabilities of the number of successes in a draw without replacement. */
export function hypergeometric(population: number, successes: number, drawn: number): Hypergeometric {
  const least = Math.max(0, drawn + successes - population);
  const most = Math.min(drawn, successes);
  const mode = Math.min(most, Math.max(least, Math.floor(((drawn + 1) * (successes + 1)) / (population + 2))));
  const failures = population - successes;
  // Relative to the most likely table, so that nothing under- or overflows; the sum makes them probabilities.
  const relative = new Map([[mode, 1]]);
  for (let k = mode; k < most; k++)
    relative.set(k + 1, ((relative.get(k) ?? 0) * (successes - k) * (drawn - k)) / ((k + 1) * (failures - drawn + k + 1)));
  for (let k = mode; k > least; k--)
    relative.set(k - 1, ((relative.get(k) ?? 0) * k * (failures - drawn + k)) / ((successes - k + 1) * (drawn - k + 1)));
  const ordered = Array.from({ length: most - least + 1 }, (_, index) => relative.get(least + index) ?? 0);
  const total = sumOf(ordered);
  return { least, probabilities: ordered.map((one) => one / total) };
}

/** Smallest first, so that small terms are not lost beside large ones. */
function sumOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}
