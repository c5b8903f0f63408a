import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANY_DESTINATION } from '../domain/destination.js';
import { A, AAAA, NameServer } from './name-server.fixture-spec.js';
import type { Zone } from './name-server.fixture-spec.js';
import { publicResolver } from './public-resolver.js';
import { WebhookClient } from './webhook-client.js';

const V4 = [93, 184, 216, 34];
const V6 = [0x26, 0x06, 0x47, 0, ...Array.from({ length: 10 }, () => 0), 0x11, 0x11];
const only =
  (type: number, address: readonly number[]): Zone =>
  (_name, asked) =>
    asked === type ? [address] : [];

let server: NameServer;

beforeEach(async () => {
  server = await NameServer.start();
});
afterEach(() => server.stop());

/** All addresses, or the code of the error. */
const found = (name: string): Promise<unknown> =>
  new Promise((resolve) => {
    publicResolver([server.address])(name, { all: true }, (error, addresses) => resolve(error ? error.code : addresses));
  });
const post = (url: string, privateAddresses: boolean) =>
  new WebhookClient({ ...ANY_DESTINATION, privateAddresses }, { resolve: publicResolver([server.address]) }).post({
    url,
    headers: {},
    body: '{}',
  });

describe('the resolver of public names', () => {
  it('finds addresses of both families, or of the one there is', async () => {
    server.zone = (_name, type) => [type === A ? V4 : V6];
    const [v4, v6] = [
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ];
    expect(await found('hooks.acme.dev')).toEqual([v4, v6]);
    server.zone = only(A, V4);
    expect(await found('hooks.acme.dev')).toEqual([v4]);
    server.zone = only(AAAA, V6);
    expect(await found('hooks.acme.dev')).toEqual([v6]);
    server.zone = () => [];
    expect(await found('hooks.acme.dev')).toBe('ENODATA');
  });

  it('asks for exactly the name, without the domains of this machine', async () => {
    expect(await found('metadata')).toBe('ENOTFOUND');
    expect(new Set(server.asked.map(({ name }) => name))).toEqual(new Set(['metadata']));
  });

  it('gives the client what it refuses when one address of a public name is private', async () => {
    server.zone = (_name, type) => (type === A ? [V4, [127, 0, 0, 1]] : []);
    expect(await post('http://hooks.acme.dev/', false)).toMatchObject({ errorCode: 'address_refused' });
    server.zone = only(AAAA, [...Array.from({ length: 15 }, () => 0), 1]);
    expect(await post('http://hooks.acme.dev/', false)).toMatchObject({ errorCode: 'address_refused' });
  });

  it('lets the client tell a name that does not exist from a name server that is silent', async () => {
    expect(await post('http://hooks.acme.dev/', true)).toMatchObject({ errorCode: 'name_not_found' });
    server.zone = () => undefined;
    expect(await post('http://hooks.acme.dev/', true)).toMatchObject({ errorCode: 'timeout' });
  });

  it('holds up no file of this process while many look-ups hang', async () => {
    server.zone = () => undefined;
    const hanging = Array.from({ length: 16 }, (_, index) => found(`hooks${index}.acme.dev`));
    let ended = 0;
    for (const one of hanging) void one.then(() => (ended += 1));
    await readFile(import.meta.filename);
    expect(ended).toBe(0);
    server.zone = () => null;
    expect(await Promise.all(hanging)).toEqual(hanging.map(() => 'ENOTFOUND'));
  });
});
