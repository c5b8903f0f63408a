import type { Random } from '@shortlist/sample-data';

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const at = (bytes: Buffer, random: Random): number => random.between(0, Math.max(0, bytes.length - 1));

/** A piece of the file, at most as long as said. */
function piece(bytes: Buffer, random: Random, most: number): [number, number] {
  const start = at(bytes, random);
  return [start, Math.min(bytes.length, start + random.between(1, most))];
}

/** What happens to files: on the way, in bad programs, and at the hands of somebody who wants harm. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flipBits: (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = random.between(1, 40); count > 0; count -= 1) {
      const place = at(changed, random);
      changed[place] = (changed[place] ?? 0) ^ (1 << random.between(0, 7));
    }
    return changed;
  },
  truncate: (bytes, random) => bytes.subarray(0, at(bytes, random)),
  behead: (bytes, random) => bytes.subarray(random.between(1, Math.max(1, bytes.length >> 2))),
  cutOut: (bytes, random) => {
    const [start, end] = piece(bytes, random, 2_000);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  repeat: (bytes, random) => {
    const [start, end] = piece(bytes, random, 400);
    const copies = Array.from({ length: random.between(2, 2_000) }, () => bytes.subarray(start, end));
    return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)]);
  },
  swap: (bytes, random) => {
    const [start, end] = piece(bytes, random, 3_000);
    const to = at(bytes, random);
    const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
    return Buffer.concat([rest.subarray(0, to), bytes.subarray(start, end), rest.subarray(to)]);
  },
  noise: (bytes, random) => {
    const noise = Buffer.from(Array.from({ length: random.between(1, 4_000) }, () => random.between(0, 255)));
    const place = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
  },
  zeros: (bytes, random) => {
    const changed = Buffer.from(bytes);
    const [start, end] = piece(changed, random, 1_000);
    return changed.fill(0, start, end);
  },
  /** Lengths, counts and offsets beyond all bounds. */
  numbers: (bytes, random) => {
    const values = ['0', '-1', '99999999999999999999', '2147483648', '4294967295', '1e308'] as const;
    let left = random.between(1, 8);
    const changed = bytes
      .toString('latin1')
      .replace(/\d+/g, (digits) => (left > 0 && random.next() < 0.02 ? (left--, random.pick(values)) : digits));
    return Buffer.from(changed, 'latin1');
  },
  /** Markup that never closes. */
  nest: (bytes, random) => {
    const open = random.pick(['{', '<div>', '<w:p>', '[', '<<', '<text:span>', '"{"', '(', '<!--', '\\bin9999999 ', '&#x10ffff;'] as const);
    const place = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(open.repeat(random.between(1, 20_000))), bytes.subarray(place)]);
  },
  splice: (bytes, random, other) => Buffer.concat([bytes.subarray(0, at(bytes, random)), other.subarray(at(other, random))]),
};
const NAMES = Object.keys(MUTATIONS) as [string, ...string[]];

/** A valid file with up to three things done to it; `other` is what parts may come from. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    changed = MUTATIONS[random.pick(NAMES)]?.(changed, random, Buffer.from(other)) ?? changed;
  }
  return changed;
}
