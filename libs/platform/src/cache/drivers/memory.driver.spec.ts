import { describe, expect, it } from '@jest/globals';
import { MemoryCache } from './memory.driver.js';

describe('memory cache', () => {
  it('stays within its bytes and forgets the least recently used first', async () => {
    const cache = new MemoryCache({ maxBytes: 100_000 });
    await cache.set('oldest', 'x'.repeat(1_000), 60);
    await cache.set('used', 'x'.repeat(1_000), 60);
    for (let index = 0; index < 80; index++) {
      await cache.set(`filler:${index}`, 'x'.repeat(1_000), 60);
      await cache.get('used');
    }
    const kept = (await Promise.all(Array.from({ length: 80 }, (_, index) => cache.get(`filler:${index}`)))).filter(Boolean);
    expect(await cache.get('oldest')).toBeNull();
    expect(await cache.get('used')).not.toBeNull();
    expect(kept.length).toBeGreaterThan(30);
    expect(kept.length * 2_000).toBeLessThan(100_000);
  });

  it('does not keep a value that is larger than the whole cache', async () => {
    const cache = new MemoryCache({ maxBytes: 1_000 });
    await cache.set('small', 'x', 60);
    await cache.set('large', 'x'.repeat(1_000), 60);
    expect(await cache.get('large')).toBeNull();
    expect(await cache.get('small')).toBe('x');
  });

  it('expires to the millisecond', async () => {
    let now = 5_000;
    const cache = new MemoryCache({ now: () => now });
    await cache.set('key', 'value', 10);
    now += 10_000;
    expect(await cache.get('key')).toBe('value');
    now += 1;
    expect(await cache.get('key')).toBeNull();
  });

  it('refuses to count in a key that holds no count', async () => {
    const cache = new MemoryCache();
    await cache.set('key', 'text', 60);
    await expect(cache.increment('key', 60)).rejects.toThrow(TypeError);
    expect(await cache.get('key')).toBe('text');
  });
});
