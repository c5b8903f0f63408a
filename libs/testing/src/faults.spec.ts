import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Environment, Infrastructure, Logger, MemoryCache, PlatformModule, isUnavailable } from '@shortlist/platform';
import type { LogConsumer } from '@shortlist/platform';
import { virusScannerProvider } from '@shortlist/resume-reader';
import { FAULT_KINDS, Faults, isInjected } from './faults.js';
import type { FaultKind } from './faults.js';
import { PORT_METHODS, portMethods } from './port-methods.js';
import type { PortName } from './port-methods.js';

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
    await expect(cache.increment('n', 60)).rejects.toMatchObject({ code: 'cache.unavailable' });
    expect(await cache.increment('n', 60)).toBe(1);
  });

  it('can do it and not say so', async () => {
    faults.inject({ ...increment, kind: 'executes_then_times_out' });
    await expect(cache.increment('n', 60)).rejects.toMatchObject({ code: 'cache.unavailable' });
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

  it('has faults in front of the consumers that an event log makes', async () => {
    let stopped = 0;
    const consumer: LogConsumer = { stop: async () => void (stopped += 1) };
    const log = faults.wrap('eventLog', { consume: () => Promise.resolve(consumer) });
    const made = await log.consume();
    faults.inject({ port: 'logConsumer', method: 'stop', kind: 'fails_before', times: 1 });
    await expect(made.stop()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await made.stop();
    expect([stopped, faults.lift()]).toEqual([1, 1]);
  });

  it('lets calls pass before the first that it hits, and counts them all', async () => {
    faults.inject({ ...increment, kind: 'fails_before', after: 2 });
    const failed: boolean[] = [];
    for (let call = 0; call < 4; call++) {
      failed.push(
        await cache.increment('n', 60).then(
          () => false,
          (error: unknown) => isInjected(error),
        ),
      );
    }
    expect(failed).toEqual([false, false, true, false]);
    expect([faults.lift(), faults.calls().get('cache.increment')]).toEqual([1, 4]);
  });

  it('hits only calls that name what it looks for', async () => {
    faults.inject({ ...increment, kind: 'fails_before', naming: 'b' });
    await cache.increment('a', 60);
    await expect(cache.increment('b', 60)).rejects.toMatchObject({ code: 'cache.unavailable' });
    expect(faults.lift()).toBe(1);
  });

  it('tells of a mail whether it may be on its way, and of a database that it was lost', async () => {
    const failure = (port: 'mail' | 'keyring', kind: FaultKind): Promise<unknown> => {
      faults.inject({ port, method: 'send', kind, times: 1 });
      return faults
        .wrap(port, { send: () => Promise.resolve() })
        .send()
        .then(
          () => null,
          (error: unknown) => error,
        );
    };
    expect(await failure('mail', 'fails_before')).toMatchObject({ mayHaveBeenSent: false });
    expect(await failure('mail', 'executes_then_times_out')).toMatchObject({ mayHaveBeenSent: true });
    expect(isUnavailable(await failure('keyring', 'fails_before'))).toBe(true);
  });
});

describe('the ports of a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-ports-'));
  const wrapped = new Map<object, string>();
  const wrap = <P extends object>(name: string, port: P): P => {
    wrapped.set(port, name);
    return port;
  };
  const address = { host: folder, port: 1, database: 'none', password: null };
  const logger = Logger.create({ level: 'silent' });
  const infrastructure = new Infrastructure(new Environment({ DATA_DIR: folder }), logger, address, wrap);
  infrastructure.context('jobs', []);
  virusScannerProvider.useFactory(infrastructure);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('all have faults in front of them, but for those that ask nobody', () => {
    const providers = (PlatformModule.forRoot(infrastructure).providers ?? []) as { provide: Type; useValue: object }[];
    const ports = providers.filter(({ provide, useValue }) => useValue.constructor !== provide);
    const without = ports.filter(({ useValue }) => !wrapped.has(useValue));
    expect(without.map(({ provide }) => provide.name)).toEqual(['Clock', 'SigningSecret']);
  });

  it('are all abstract classes of the platform and of contexts, but for those that are named here', () => {
    const ports = new Set([...wrapped.keys()].flatMap(ancestors));
    const classes = abstractClasses();
    expect(classes.size).toBeGreaterThan(Object.keys(PORT_METHODS).length);
    const without = [...classes].filter(([name]) => !ports.has(name) && !(name in NO_PORTS));
    expect(without).toEqual([]);
    expect(Object.keys(NO_PORTS).filter((name) => !classes.has(name))).toEqual([]);
  });

  it('have every method in the list of what the proofs let fail', () => {
    // An event log makes its consumers when it is asked to.
    expect(new Set([...wrapped.values(), 'logConsumer'])).toEqual(new Set(Object.keys(PORT_METHODS)));
    for (const [port, name] of wrapped) {
      for (const method of Object.keys(PORT_METHODS[name as PortName])) expect(port).toHaveProperty(method, expect.any(Function));
    }
    expect(new Set(portMethods().map(({ port, method }) => `${port}.${method}`)).size).toBe(portMethods().length);
  });
});

/** Abstract classes that need no faults in front of them. */
const NO_PORTS: Readonly<Record<string, string>> = {
  Clock: 'asks nobody',
  SigningSecret: 'asks nobody',
  Permissions: 'asks nobody',
  ModelProvider: 'stands behind Models, whose specs let every provider fail',
};

/** Names of the classes that an object is an instance of. */
function ancestors(port: object): string[] {
  const names: string[] = [];
  for (let one = Object.getPrototypeOf(port) as object; one !== Object.prototype; one = Object.getPrototypeOf(one) as object)
    names.push(one.constructor.name);
  return names;
}

/** Every abstract class of the libraries, by name, with its file. */
function abstractClasses(): Map<string, string> {
  const libraries = fileURLToPath(new URL('../../', import.meta.url));
  const files = readdirSync(libraries, { recursive: true, encoding: 'utf8' }).filter((file) => /^[\w-]+\/src\/.*(?<!spec)\.ts$/.test(file));
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(join(libraries, file), 'utf8').matchAll(/^(?:export )?abstract class (\w+)/gm)].map(
        ([, name]) => [name ?? '', file] as const,
      ),
    ),
  );
}
