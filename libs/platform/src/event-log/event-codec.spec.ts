import { beforeEach, describe, expect, it } from '@jest/globals';
import { Id, Nested, Nullable, Personal, Text, Whole, defineEvent } from '@shortlist/contracts';
import { newId } from '../ids.js';
import { decrypt, encrypt } from '../keys/cipher.js';
import { CodedError } from '../errors/coded-error.js';
import type { Keyring } from '../keys/keyring.js';
import { EventCodec, MalformedRecordError } from './event-codec.js';

class PlaceV1 {
  @Text(100) town: string;
}

class GuestArrivedV1 {
  @Id() guestId: string;
  @Whole(0, 9) bags: number;
  @Nullable() @Nested(() => PlaceV1) place: PlaceV1 | null;
  @Personal() @Text(100) name: string;
  @Personal() @Nullable() @Text(100) phone: string | null;
}

const fact = defineEvent({
  type: 'guests.arrived.v1',
  topic: 'notifications.events',
  kind: 'fact',
  from: 'notifications',
  to: [],
  payload: GuestArrivedV1,
  key: (data) => data.guestId,
  meaning: 'A guest arrived.',
});
const snapshot = defineEvent({ ...fact, type: 'guests.changed.v1', kind: 'snapshot' });

/** Seals under one key in memory, with the real cipher. */
class MemoryKeyring {
  readonly key = Buffer.alloc(32, 7);
  destroyed = false;

  seal(organizationId: string, _scope: unknown, context: string, text: string): Promise<string> {
    return Promise.resolve(encrypt(this.key, organizationId + context, Buffer.from(text)).toString('base64url'));
  }

  async open(organizationId: string, context: string, sealed: string): Promise<string> {
    if (this.destroyed) throw new CodedError('keys.destroyed', 'not_found', 'gone');
    return decrypt(this.key, organizationId + context, Buffer.from(sealed, 'base64url')).toString();
  }
}

const organizationId = newId();
const guest = (): GuestArrivedV1 => ({
  guestId: newId(),
  bags: 2,
  place: { town: 'Lahore' },
  name: 'Ayesha Malik',
  phone: '+92 300 5551234',
});
let keyring: MemoryKeyring;
let codec: EventCodec;
beforeEach(() => {
  keyring = new MemoryKeyring();
  codec = new EventCodec(keyring as unknown as Keyring);
});

const valueOf = async (data: GuestArrivedV1): Promise<Record<string, unknown>> =>
  JSON.parse((await codec.encode(fact, data, { organizationId })).value) as Record<string, unknown>;

describe('a record', () => {
  it('is a CloudEvents envelope whose headers repeat type, id, organization and trace', async () => {
    const data = guest();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const record = await codec.encode(fact, data, { organizationId, actor: { kind: 'user', id: newId() }, traceparent });
    const event = JSON.parse(record.value) as Record<string, unknown>;
    expect(event).toMatchObject({
      specversion: '1.0',
      source: '/contexts/notifications',
      type: fact.type,
      subject: data.guestId,
      datacontenttype: 'application/json',
      organizationid: organizationId,
      causationid: null,
    });
    expect(record).toMatchObject({ topic: 'notifications.events', key: data.guestId });
    expect(record.headers).toEqual({ id: event.id, type: fact.type, organizationid: organizationId, traceparent });
  });

  it('holds no personal field in plain text and gives all of them back to the reader', async () => {
    const data = guest();
    const record = await codec.encode(fact, data, { organizationId });
    expect(JSON.stringify(record)).not.toMatch(/Ayesha|Malik|5551234/);
    expect((await codec.decode(record))?.event.data).toEqual(data);
  });

  it('cannot be given the personal fields of another event', async () => {
    const [first, second] = [await valueOf(guest()), await valueOf(guest())];
    const mixed = codec.decode({ value: JSON.stringify({ ...first, sealed: second.sealed }) });
    await expect(mixed).rejects.toMatchObject({ code: 'key_destroyed' });
  });

  it('is unreadable for good once its key is destroyed', async () => {
    const record = await codec.encode(fact, guest(), { organizationId });
    keyring.destroyed = true;
    await expect(codec.decode(record)).rejects.toMatchObject({ name: 'MalformedRecordError', code: 'key_destroyed' });
  });

  it('keeps correlation and trace of the event it follows from', async () => {
    const cause = (await codec.decode(await codec.encode(fact, guest(), { organizationId, correlationId: newId() })))?.event;
    const effect = (await codec.decode(await codec.encode(fact, guest(), { organizationId, causedBy: cause })))?.event;
    expect(effect).toMatchObject({ correlationid: cause?.correlationid, causationid: cause?.id });
  });
});

describe('a producer', () => {
  it.each([
    ['a wrong value', { bags: 10 }],
    ['a missing field', { name: undefined }],
    ['a field nobody declared, which might be personal', { nickname: 'Ash' }],
    ['a wrong nested value', { place: { town: 7 } }],
  ])('is refused with %s', async (_name, change) => {
    const malformed = codec.encode(fact, { ...guest(), ...change } as GuestArrivedV1, { organizationId });
    await expect(malformed).rejects.toMatchObject({ code: 'events.malformed' });
  });

  it('is not told the offending value, which may be personal', async () => {
    const error: unknown = await codec
      .encode(fact, { ...guest(), name: 'x'.repeat(101) }, { organizationId })
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain('/name');
    expect(String(error)).not.toContain('xxx');
  });

  it('needs a version for a snapshot', async () => {
    await expect(codec.encode(snapshot, guest(), { organizationId })).rejects.toMatchObject({ code: 'events.malformed' });
    await expect(codec.encode(snapshot, guest(), { organizationId, aggregateVersion: 1 })).resolves.toBeDefined();
  });

  it('needs an organization, whose key seals them, for personal fields', async () => {
    await expect(codec.encode(fact, guest(), { organizationId: null })).rejects.toMatchObject({ code: 'events.malformed' });
  });
});

describe('a reader', () => {
  it('tolerates fields it does not know, in the envelope and in the data', async () => {
    const event = await valueOf(guest());
    const later = { ...event, newextension: 'x', data: { ...(event.data as object), floor: 3 } };
    expect((await codec.decode({ value: JSON.stringify(later) }))?.event.data).toMatchObject({ bags: 2, floor: 3 });
  });

  it('skips a type that nobody declares', async () => {
    expect(await codec.decode({ value: JSON.stringify({ ...(await valueOf(guest())), type: 'guests.vanished.v9' }) })).toBeNull();
  });

  it.each([
    ['not_json', '{"specversion"'],
    ['not_json', ''],
    ['not_an_event', 'null'],
    ['not_an_event', '[]'],
    ['not_an_event', '"text"'],
    ['not_an_event', '{"specversion":"0.3"}'],
  ])('refuses as %s what is no event: %s', async (code, value) => {
    const error: unknown = await codec.decode({ value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MalformedRecordError);
    expect(error).toMatchObject({ code });
  });

  it.each([
    ['not_an_event', { id: 'seven' }],
    ['not_an_event', { organizationid: 'acme' }],
    ['not_an_event', { data: null }],
    ['schema', { data: { guestId: newId() } }],
  ])('refuses as %s an envelope with %j', async (code, change) => {
    await expect(codec.decode({ value: JSON.stringify({ ...(await valueOf(guest())), ...change }) })).rejects.toMatchObject({ code });
  });
});
