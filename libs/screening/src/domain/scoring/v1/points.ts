/** Points are counted in hundredths, so that they add up exactly. */
const WHOLE = 10_000;

/** Splits 100 points by weights, to the hundredth: largest remainders first, earlier criteria before later ones. All zero when no weight counts. */
export function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (weight / total) * WHOLE);
  const floors = exact.map(Math.floor);
  const left = WHOLE - floors.reduce((sum, floor) => sum + floor, 0);
  const remainder = (index: number): number => (exact[index] ?? 0) - (floors[index] ?? 0);
  const lucky = new Set([...floors.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b).slice(0, left));
  return floors.map((floor, index) => floor + (lucky.has(index) ? 1 : 0));
}

/** Hundredths as points. */
export function toPoints(hundredths: number): number {
  return hundredths / 100;
}
