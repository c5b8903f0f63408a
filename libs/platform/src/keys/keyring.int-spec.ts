import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDatabase } from '@shortlist/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/connections.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import { newId } from '../ids.js';
import { DatabaseKeyring } from './database-keyring.js';
import { logKey, organizationKey, personKey } from './keyring.js';

const master = randomBytes(32);
const place = (row: string, column = 'phone'): string => `candidates.candidates|${column}|${row}`;
let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await TestDatabase.start([]);
  source = await new DataSource(
    dataSourceOptions(database.address, 'platform_app', [], { size: 8, statementTimeoutMs: 5_000 }),
  ).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.stop();
});

/** A keyring as another process would have it. */
const keyring = (masterKey = master, cacheTtlMs?: number): DatabaseKeyring =>
  new DatabaseKeyring(new TypeOrmUnitOfWork(source, source), masterKey, cacheTtlMs);

describe('a sealed value', () => {
  it('opens in every process, differs on every sealing and shows nothing of its text', async () => {
    const organizationId = newId();
    const [once, twice] = [
      await keyring().seal(organizationId, personKey('p'), place('1'), '+92 300 1234567 é😀'),
      await keyring().seal(organizationId, personKey('p'), place('1'), '+92 300 1234567 é😀'),
    ];
    expect(once).not.toBe(twice);
    expect(Buffer.from(once.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('1234567');
    expect(
      await keyring().openAll(
        organizationId,
        [once, twice].map((sealed) => ({ context: place('1'), sealed })),
      ),
    ).toEqual(Array(2).fill('+92 300 1234567 é😀'));
  });

  it('does not open in another row, column or organization, nor under another key', async () => {
    const [acme, globex] = [newId(), newId()];
    const keys = keyring();
    const sealed = await keys.seal(acme, personKey('one'), place('1'), 'secret');
    const other = await keys.seal(acme, personKey('two'), place('1'), 'secret');
    await keys.seal(globex, personKey('one'), place('1'), 'secret');
    await expect(keys.open(acme, place('2'), sealed)).rejects.toMatchObject({ code: 'keys.not_authentic' });
    await expect(keys.open(acme, place('1', 'email'), sealed)).rejects.toMatchObject({ code: 'keys.not_authentic' });
    await expect(keys.open(globex, place('1'), sealed)).rejects.toMatchObject({ code: 'keys.destroyed' });
    const swapped = `v1.${other.split('.')[1]}.${sealed.split('.')[2]}`;
    await expect(keys.open(acme, place('1'), swapped)).rejects.toMatchObject({ code: 'keys.not_authentic' });
    expect(await keys.open(acme, place('1'), sealed)).toBe('secret');
  });

  it('is refused after the change of any one bit, when shortened, and in any second spelling', async () => {
    const organizationId = newId();
    const keys = keyring();
    const sealed = await keys.seal(organizationId, organizationKey, place('1'), 'secret');
    const [version, id, text] = sealed.split('.') as [string, string, string];
    const bytes = Buffer.from(text, 'base64url');
    const refused = (body: string): Promise<void> =>
      expect(keys.open(organizationId, place('1'), `${version}.${id}.${body}`)).rejects.toMatchObject({ code: 'keys.not_authentic' });
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await refused(changed.toString('base64url'));
    }
    for (let length = 1; length < bytes.length; length++) await refused(bytes.subarray(0, length).toString('base64url'));
    for (const spelling of [`${text}=`, `${text}!`, ` ${text}`, bytes.toString('base64').concat('==')]) await refused(spelling);
    for (const junk of ['', 'v1', `v2.${id}.${text}`, `v1.nobody.${text}`]) {
      await expect(keys.open(organizationId, place('1'), junk)).rejects.toMatchObject({ code: 'keys.not_authentic' });
    }
  });
});

describe('a destroyed key', () => {
  it('makes everything sealed with it unreadable: at once where it was destroyed, elsewhere when the cache has run out', async () => {
    const organizationId = newId();
    const [here, elsewhere] = [keyring(), keyring(master, 100)];
    const sealed = await here.seal(organizationId, personKey('gone'), place('1'), 'secret');
    const kept = await here.seal(organizationId, personKey('stays'), place('1'), 'kept');
    expect(await elsewhere.open(organizationId, place('1'), sealed)).toBe('secret');
    expect(await here.destroy(organizationId, personKey('gone'))).toBe(true);
    expect(await here.destroy(organizationId, personKey('gone'))).toBe(false);
    const values = [sealed, kept].map((one) => ({ context: place('1'), sealed: one }));
    expect(await here.openAll(organizationId, values)).toEqual([null, 'kept']);
    await sleep(120);
    expect(await elsewhere.openAll(organizationId, values)).toEqual([null, 'kept']);
    expect(await keyring().openAll(organizationId, values)).toEqual([null, 'kept']);
    expect(await database.rows("SELECT 1 FROM platform.keys WHERE subject = 'gone' AND wrapped IS NOT NULL")).toEqual([]);
  });

  it('is never made again under its name', async () => {
    const organizationId = newId();
    const day = logKey(new Date('2026-01-15'));
    await keyring().seal(organizationId, day, 'log', 'x');
    await keyring().destroy(organizationId, day);
    await expect(keyring().seal(organizationId, day, 'log', 'y')).rejects.toMatchObject({ code: 'keys.destroyed' });
  });

  it('takes every key of the organization with it when it is the organization\u2019s own', async () => {
    const organizationId = newId();
    const keys = keyring();
    const sealed = await keys.seal(organizationId, personKey('p'), place('1'), 'secret');
    await keys.destroy(organizationId, organizationKey);
    for (const one of [keys, keyring()]) {
      expect(await one.openAll(organizationId, [{ context: place('1'), sealed }])).toEqual([null]);
      await expect(one.seal(organizationId, personKey('new'), place('1'), 'x')).rejects.toMatchObject({ code: 'keys.destroyed' });
    }
  });
});

describe('a keyring', () => {
  it('agrees with others on a key that all of them use for the first time at once', async () => {
    const organizationId = newId();
    const rings = Array.from({ length: 8 }, () => keyring());
    const sealed = await Promise.all(rings.map((ring) => ring.seal(organizationId, personKey('new'), place('1'), 'secret')));
    expect(new Set(sealed.map((one) => one.split('.')[1])).size).toBe(1);
    for (const ring of rings) {
      expect(
        await ring.openAll(
          organizationId,
          sealed.map((one) => ({ context: place('1'), sealed: one })),
        ),
      ).toEqual(Array(8).fill('secret'));
    }
    expect(await database.rows('SELECT kind FROM platform.keys WHERE organization_id = $1 ORDER BY kind', [organizationId])).toEqual([
      { kind: 'organization' },
      { kind: 'person' },
    ]);
  });

  it('hashes a value differently for every organization and field, and the same in every process', async () => {
    const [acme, globex] = [newId(), newId()];
    const index = await keyring().blindIndex(acme, 'email', 'a@example.com');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyring().blindIndex(acme, 'email', 'a@example.com')).toBe(index);
    expect(await keyring().blindIndex(globex, 'email', 'a@example.com')).not.toBe(index);
    expect(await keyring().blindIndex(acme, 'phone', 'a@example.com')).not.toBe(index);
    expect(await keyring().blindIndex(acme, 'email', 'caf\u00e9')).toBe(await keyring().blindIndex(acme, 'email', 'cafe\u0301'));
  });

  it('says clearly that its master key is another one, and blames no value for it', async () => {
    const organizationId = newId();
    const sealed = await keyring().seal(organizationId, personKey('p'), place('1'), 'secret');
    const wrong = keyring(randomBytes(32));
    await expect(wrong.open(organizationId, place('1'), sealed)).rejects.toThrow('the master key is not the one');
    await expect(wrong.seal(organizationId, personKey('p'), place('1'), 'x')).rejects.toThrow('the master key is not the one');
    expect(() => keyring(randomBytes(16))).toThrow('32 bytes');
  });
});
