import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Cache } from './cache.js';

/** What every cache guarantees. `cache` may be shared with others: the suite keeps to keys of its own. */
export function describeCache(driver: string, cache: () => Cache): void {
  const newKey = (): string => `suite:${randomUUID()}`;

  describe(`cache: ${driver}`, () => {
    it('gives back what was set, unchanged, and null for what was not', async () => {
      const key = newKey();
      expect(await cache().get(key)).toBeNull();
      for (const value of ['', 'null', '{"name":"Zoë \u{1F600}"}', 'x'.repeat(100_000)]) {
        await cache().set(key, value, 60);
        expect(await cache().get(key)).toBe(value);
      }
    });

    it('keeps keys apart that differ in case or length only', async () => {
      const key = newKey();
      await cache().set(key, 'lower', 60);
      expect([await cache().get(key.toUpperCase()), await cache().get(`${key}:`)]).toEqual([null, null]);
    });

    it('forgets a value when its time to live is over, and not before', async () => {
      const key = newKey();
      await cache().set(key, 'soon gone', 1);
      expect(await cache().get(key)).toBe('soon gone');
      await sleep(1_200);
      expect(await cache().get(key)).toBeNull();
    });

    it('starts the time to live anew with every set', async () => {
      const key = newKey();
      await cache().set(key, 'first', 1);
      await cache().set(key, 'second', 60);
      await sleep(1_200);
      expect(await cache().get(key)).toBe('second');
    });

    it('lets exactly one of many concurrent callers claim a key', async () => {
      const key = newKey();
      const claims = await Promise.all(Array.from({ length: 20 }, (_, caller) => cache().setIfAbsent(key, String(caller), 60)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await cache().get(key)).toBe(String(claims.indexOf(true)));
    });

    it('lets a key be claimed again after it was deleted or has expired', async () => {
      const [deleted, expired] = [newKey(), newKey()];
      await cache().setIfAbsent(deleted, 'a', 60);
      await cache().delete(deleted);
      await cache().setIfAbsent(expired, 'a', 1);
      await sleep(1_200);
      expect(await cache().setIfAbsent(deleted, 'b', 60)).toBe(true);
      expect(await cache().setIfAbsent(expired, 'b', 60)).toBe(true);
    });

    it('replaces a value only while it is the expected one', async () => {
      const key = newKey();
      expect(await cache().compareAndSet(key, 'running', 'answer', 60)).toBe(false);
      expect(await cache().get(key)).toBeNull();
      await cache().set(key, 'running', 60);
      expect(await cache().compareAndSet(key, 'other', 'answer', 60)).toBe(false);
      expect(await cache().compareAndSet(key, 'running', 'answer', 60)).toBe(true);
      expect(await cache().get(key)).toBe('answer');
    });

    it('lets exactly one of many concurrent replacements win', async () => {
      const key = newKey();
      await cache().set(key, 'running', 60);
      const wins = await Promise.all(Array.from({ length: 20 }, (_, caller) => cache().compareAndSet(key, 'running', String(caller), 60)));
      expect(wins.filter(Boolean)).toHaveLength(1);
    });

    it('deletes, also what is not there', async () => {
      const key = newKey();
      await cache().delete(key);
      await cache().set(key, 'value', 60);
      await cache().delete(key);
      expect(await cache().get(key)).toBeNull();
    });

    it('counts every one of many concurrent additions', async () => {
      const key = newKey();
      const counts = await Promise.all(Array.from({ length: 50 }, () => cache().increment(key, 60)));
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it('ends a count when the time to live of its first addition is over', async () => {
      const key = newKey();
      await cache().increment(key, 1);
      await sleep(700);
      expect(await cache().increment(key, 60)).toBe(2);
      await sleep(500);
      expect(await cache().increment(key, 60)).toBe(1);
    });
  });
}
