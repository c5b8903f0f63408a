import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../ids.js';
import { MasterSigningSecret } from '../keys/signing-secret.js';
import { DatabaseApiKeys } from './database-api-keys.js';

const SECRET = `sl_${'a'.repeat(43)}`;
const row = (expiresAt: Date | null = null) => ({
  api_key_id: newId(),
  organization_id: newId(),
  scopes: ['job:read'],
  expires_at: expiresAt,
});

let now: number;
let rows: object[];
let lookUps: Buffer[];
let failure: Error | null;
let keys: DatabaseApiKeys;

beforeEach(() => {
  [now, rows, lookUps, failure] = [1_000_000, [], [], null];
  const source = {
    query: async <T>(_sql: string, parameters?: unknown): Promise<T> => {
      lookUps.push((parameters as Buffer[])[0] as Buffer);
      if (failure) throw failure;
      return rows as T;
    },
  };
  keys = new DatabaseApiKeys(source, new MasterSigningSecret(randomBytes(32)), () => now);
});

describe('API keys', () => {
  it('are looked up by a keyed hash, and then remembered', async () => {
    rows = [row()];
    for (let request = 0; request < 5; request++) expect(await keys.find(SECRET)).toMatchObject({ scopes: ['job:read'] });
    expect(lookUps).toHaveLength(1);
    expect(lookUps[0]).toHaveLength(32);
    expect(lookUps[0]?.toString('latin1')).not.toContain('aaa');
  });

  it('are refused less than a minute after they were withdrawn', async () => {
    rows = [row()];
    await keys.find(SECRET);
    rows = [];
    now += 31_000;
    expect(await keys.find(SECRET)).toBeNull();
  });

  it('are not remembered beyond their own end', async () => {
    rows = [row(new Date(Date.now() + 2_000))];
    await keys.find(SECRET);
    rows = [];
    now += 2_100;
    expect(await keys.find(SECRET)).toBeNull();
  });

  it('cost one look-up in five seconds when they are unknown, and none when they cannot be ours', async () => {
    for (let guess = 0; guess < 5; guess++) expect(await keys.find(SECRET)).toBeNull();
    for (const odd of ['sl_', `sl_${'a'.repeat(42)}`, `sl_${'a'.repeat(42)}.`, `${SECRET}\n`]) expect(await keys.find(odd)).toBeNull();
    expect(lookUps).toHaveLength(1);
    now += 5_100;
    rows = [row()];
    expect(await keys.find(SECRET)).not.toBeNull();
  });

  it('cannot be checked while the database is away, and can again at once when it is back', async () => {
    failure = new Error('gone');
    await expect(keys.find(SECRET)).rejects.toMatchObject({ code: 'http.keys_unavailable', kind: 'unavailable' });
    failure = null;
    rows = [row()];
    expect(await keys.find(SECRET)).not.toBeNull();
  });
});
