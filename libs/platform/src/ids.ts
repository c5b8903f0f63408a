import { randomFillSync } from 'node:crypto';

const random = Buffer.alloc(10 * 256);
let used = random.length;
let lastMs = 0;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, a 12-bit counter that keeps ids of one process and millisecond in
 * order, 62 random bits. With `at`, an id of that instant instead.
 */
export function newId(at?: number): string {
  if (at !== undefined) return format(at, ((takeRandom()[0] ?? 0) << 4) | ((takeRandom()[0] ?? 0) & 0xf));
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  return format(lastMs, counter);
}

/** Milliseconds since 1970 that a UUIDv7 carries. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function format(ms: number, count: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const bytes = takeRandom();
  const variant = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  const tail = variant.toString(16).padStart(2, '0') + bytes.subarray(1, 8).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

function takeRandom(): Buffer {
  if (used + 8 > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += 8;
  return random.subarray(used - 8, used);
}
