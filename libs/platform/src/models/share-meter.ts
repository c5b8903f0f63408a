/** How many of the newest questions a place is judged by. */
const REMEMBERED = 500;
/** What is assumed before any question came: all difficulties alike. */
const ASSUMED = 100;
/** In so many steps are questions of one difficulty dealt out. */
const SPREAD = 97;

/**
 * Splits questions by difficulty so that each place gets its share, whatever the questions are like: a question's place follows from how many of
 * the last ones were easier.
 */
export class ShareMeter {
  private readonly newest: number[] = Array.from({ length: ASSUMED }, (_, index) => (index + 0.5) / ASSUMED);
  private count = 0;

  /** `shares` add up to 1, easiest place first. */
  constructor(private readonly shares: readonly number[]) {}

  /** The place of a question of that difficulty, 0 to 1; it counts from now on. */
  place(difficulty: number): number {
    const easier = this.newest.filter((one) => one < difficulty).length;
    const alike = this.newest.filter((one) => one === difficulty).length;
    // Many questions of one difficulty are dealt out evenly among the ranks that they share.
    const rank = (easier + (alike * (this.count++ % SPREAD)) / SPREAD) / this.newest.length;
    this.newest.push(difficulty);
    if (this.newest.length > REMEMBERED) this.newest.shift();
    let reached = 0;
    const place = this.shares.findIndex((share) => {
      reached += share;
      return rank < reached - Number.EPSILON;
    });
    return place === -1 ? this.shares.length - 1 : place;
  }
}
