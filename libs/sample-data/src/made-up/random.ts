/** Numbers that look random and depend on the seed alone (mulberry32, Tommy Ettinger, public domain); not for secrets. */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds are spread first, so that they do not give neighbouring people.
    this.state = Math.imul(seed ^ (seed / 0x1_0000_0000), 0x9e37_79b1) >>> 0;
  }

  /** From 0 up to, but without, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.next() * list.length)] ?? list[0];
  }

  /** So many different members of the list, in the order in which they stand there. */
  sample<T>(list: readonly T[], count: number): T[] {
    let wanted = Math.min(count, list.length);
    return list.filter((_, index) => {
      const taken = this.next() * (list.length - index) < wanted;
      if (taken) wanted -= 1;
      return taken;
    });
  }
}
