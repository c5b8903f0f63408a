import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryCache } from '../cache/index.js';
import { newId } from '../ids.js';
import { KnownRevokedSessions, revokedSessionKey } from './known-revoked-sessions.js';

const SESSION = newId();
let now: number;
let published: string[];
let asked: number;
let failure: Error | null;
let cache: MemoryCache;
let sessions: KnownRevokedSessions;

beforeEach(() => {
  [now, published, asked, failure] = [1_000, [], 0, null];
  cache = new MemoryCache();
  const query = async <T>(): Promise<T> => {
    asked += 1;
    if (failure) throw failure;
    return published.map((session_id) => ({ session_id })) as T;
  };
  sessions = new KnownRevokedSessions(cache, { query }, () => now);
});

describe('a revoked session', () => {
  it('is refused less than a minute after another process ended it', async () => {
    expect(await sessions.isRevoked(SESSION)).toBe(false);
    published.push(SESSION);
    now += 16_000;
    expect(await sessions.isRevoked(SESSION)).toBe(true);
    expect(await sessions.isRevoked(newId())).toBe(false);
  });

  it('is refused at once where the cache is shared', async () => {
    expect(await sessions.isRevoked(SESSION)).toBe(false);
    await cache.set(revokedSessionKey(SESSION), '1', 60);
    expect(await sessions.isRevoked(SESSION)).toBe(true);
  });

  it('is known to a process that starts later, whose cache is empty', async () => {
    published.push(SESSION);
    expect(await sessions.isRevoked(SESSION)).toBe(true);
  });

  it('costs one look-up in 15 seconds, however many ask', async () => {
    await Promise.all(Array.from({ length: 20 }, () => sessions.isRevoked(SESSION)));
    now += 14_000;
    await sessions.isRevoked(SESSION);
    expect(asked).toBe(1);
  });

  it('is judged by the last list for a minute while the database is away, and then by nobody', async () => {
    published.push(SESSION);
    await sessions.isRevoked(SESSION);
    failure = new Error('gone');
    now += 59_000;
    expect(await sessions.isRevoked(SESSION)).toBe(true);
    now += 2_000;
    await expect(sessions.isRevoked(SESSION)).rejects.toMatchObject({ code: 'http.sessions_unavailable', kind: 'unavailable' });
    failure = null;
    expect(await sessions.isRevoked(SESSION)).toBe(true);
  });
});
