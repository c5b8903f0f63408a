const ROWS_AT_ONCE = 5_000;

/** Repeats a bounded change until nothing is left, so that no transaction is long. Returns the sum. */
export async function untilDone(change: (limit: number) => Promise<number>): Promise<number> {
  for (let sum = 0; ;) {
    const changed = await change(ROWS_AT_ONCE);
    sum += changed;
    if (changed < ROWS_AT_ONCE) return sum;
  }
}
