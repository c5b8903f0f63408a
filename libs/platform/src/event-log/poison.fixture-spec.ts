import { deflateSync } from 'node:zlib';
import type { EventDefinition } from '@shortlist/contracts';
import { newId } from '../ids.js';
import type { CountedV1, DeliveryBench } from './delivery.fixture-spec.js';
import type { LogRecord } from './event-log.js';

/** What a record of a person would hold; no dead letter may. */
export const PERSON = 'Zaphod Beeblebrox';
/** Numbers from here on make the handler throw, and from the next on hang. */
export const THROWS_FROM = 900_000;
export const HANGS_FROM = 950_000;

/** The sorts of records that cannot be handled, with the reason that each has to end with. */
export const POISON_SORTS = {
  'not JSON': 'not_json',
  'unknown version': 'unknown_version',
  tombstone: 'not_json',
  'deep JSON': 'schema',
  'bad UTF-8': 'not_json',
  'missing headers': 'no_type_header',
  'unknown organization': 'key_destroyed',
  throws: 'TypeError',
  hangs: 'HandlerTimeoutError',
  oversize: 'schema',
  'unknown codec': 'unknown_codec',
  'future date': 'from_the_future',
} as const;
export type PoisonSort = keyof typeof POISON_SORTS;

/** Those that a better handler can handle. */
export const MENDABLE: readonly PoisonSort[] = ['throws', 'hangs'];

const DEPTH = 10_000;
const OVERSIZE = 1_000_000;
const NOT_UTF8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x7d]);

/** One record of a sort, with a key of its own. */
export async function poisonOf(
  sort: PoisonSort,
  number: number,
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
): Promise<LogRecord> {
  const n = sort === 'throws' ? THROWS_FROM + number : sort === 'hangs' ? HANGS_FROM + number : number;
  const { organizationId } = bench;
  const good = await bench.infrastructure.codec.encode(event, { id: newId(), n, name: PERSON }, { organizationId });
  const envelope = JSON.parse(good.value) as { data: object };
  const changed = (changes: object): LogRecord => ({ ...good, value: JSON.stringify({ ...envelope, ...changes }) });
  const { type: _type, ...untyped } = good.headers;
  switch (sort) {
    case 'not JSON':
      return { ...good, value: good.value.slice(0, good.value.length / 2) };
    case 'unknown version':
      return { ...good, headers: { ...good.headers, type: event.type.replace(/v1$/, 'v9') } };
    case 'tombstone':
      return { ...good, value: '' };
    case 'deep JSON': {
      const deep = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
      return { ...good, value: good.value.replace(`"n":${n}`, `"n":${deep}`) };
    }
    case 'bad UTF-8':
      return { ...good, value: NOT_UTF8.toString('utf8') };
    case 'missing headers':
      return { ...good, headers: untyped };
    case 'unknown organization':
      return changed({ organizationid: newId() });
    case 'oversize':
      return changed({ data: { ...envelope.data, name: 'x'.repeat(OVERSIZE) }, sealed: undefined });
    case 'unknown codec':
      return { ...good, headers: { ...good.headers, 'content-encoding': 'lz9' }, value: deflateSync(good.value).toString('base64') };
    case 'future date':
      return changed({ time: '2999-01-01T00:00:00.000Z' });
    case 'throws':
    case 'hangs':
      return good;
  }
}
