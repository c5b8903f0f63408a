import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryCache } from '@shortlist/platform';
import { FAULT_KINDS, Faults, InjectedFault } from './faults.js';
import { PORT_METHODS, portMethods } from './port-methods.js';

let faults: Faults;
let cache: MemoryCache;
beforeEach(() => {
  faults = new Faults();
  cache = faults.wrap('cache', new MemoryCache());
});

const increment = { port: 'cache', method: 'increment', times: 1 } as const;

describe('a port with faults in front of it', () => {
  it('is the same to everybody while there is no plan', async () => {
    expect(cache).toBeInstanceOf(MemoryCache);
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBe('value');
    expect(faults.lift()).toBe(0);
  });

  it('can fail before anything happened', async () => {
    faults.inject({ ...increment, kind: 'fails_before' });
    await expect(cache.increment('n', 60)).rejects.toThrow(InjectedFault);
    expect(await cache.increment('n', 60)).toBe(1);
  });

  it('can do it and not say so', async () => {
    faults.inject({ ...increment, kind: 'executes_then_times_out' });
    await expect(cache.increment('n', 60)).rejects.toThrow(InjectedFault);
    expect(await cache.increment('n', 60)).toBe(2);
  });

  it('can do it twice', async () => {
    faults.inject({ ...increment, kind: 'twice' });
    expect(await cache.increment('n', 60)).toBe(2);
  });

  it('can do it late', async () => {
    faults.inject({ ...increment, kind: 'slow' });
    const slow = cache.increment('n', 60);
    expect(await cache.increment('n', 60)).toBe(1);
    expect(await slow).toBe(2);
  });

  it.each(FAULT_KINDS)('hits the planned calls of the planned method with %s, and no other', async (kind) => {
    faults.inject({ ...increment, kind, times: 2 });
    await cache.set('other', 'value', 60);
    for (let call = 0; call < 4; call++) await cache.increment('n', 60).catch(() => 0);
    expect(await cache.get('other')).toBe('value');
    expect(faults.lift()).toBe(2);
  });
});

describe('the list of ports', () => {
  it('names every method once', () => {
    expect(new Set(portMethods().map(({ port, method }) => `${port}.${method}`)).size).toBe(portMethods().length);
    expect(Object.keys(PORT_METHODS)).toEqual(['eventLog', 'cache', 'search', 'storage', 'mail', 'models', 'tasks', 'keyring']);
  });
});
