/**
 * Numbers from 0 up to 1 that are the same on every run: a multiplicative congruential generator (Park and Miller, "Random number generators: good ones
 * are hard to find", CACM 31, 1988).
 * @param {number} seed a whole number above 0
 */
export function seeded(seed) {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
