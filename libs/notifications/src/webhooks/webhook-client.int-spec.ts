import 'reflect-metadata';
import { Socket, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANY_DESTINATION } from '../domain/destination.js';
import type { DestinationPolicy } from '../domain/destination.js';
import { PRIVATE_ADDRESSES, PRIVATE_URLS } from '../domain/private-addresses.fixture-spec.js';
import { WebhookClient } from './webhook-client.js';
import type { Resolver } from './webhook-client.js';

/** Private addresses are refused; ports and plain http are not, so that a canary on this machine can be aimed at. */
const PUBLIC_ADDRESSES_ONLY: DestinationPolicy = { ...ANY_DESTINATION, privateAddresses: false };

let server: Server;
let port: number;
let connections: number;
let bytesWritten: () => number;
let converse: (socket: Socket) => void;

beforeEach(async () => {
  connections = 0;
  const sockets: Socket[] = [];
  bytesWritten = () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0);
  server = createServer((socket) => {
    connections += 1;
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => converse(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  converse = (socket) => void socket.end('HTTP/1.1 204 No Content\r\n\r\n');
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const post = (client: WebhookClient, url: string) => client.post({ url, headers: { 'content-type': 'application/json' }, body: '{}' });
const hostile = (timeoutMs = 500) => post(new WebhookClient(ANY_DESTINATION, { timeoutMs }), `http://127.0.0.1:${port}/`);

/** Answers the given addresses in turn, as a name server that rebinds does. */
function rebinding(...answers: string[][]): Resolver & { asked: number } {
  const resolver = Object.assign(
    (_hostname: string, _options: object, callback: Parameters<Resolver>[2]) => {
      const addresses = answers[Math.min(resolver.asked++, answers.length - 1)] ?? [];
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
    { asked: 0 },
  );
  return resolver as Resolver & { asked: number };
}

describe('a webhook client that may reach public addresses only', () => {
  it('never connects to an address in any spelling', async () => {
    const client = new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500 });
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.1',
      'localhost',
      '[::ffff:127.0.0.1]',
      '[::1]',
      '0',
      '[64:ff9b::7f00:1]',
    ]) {
      expect([host, await post(client, `http://${host}:${port}/`)]).toEqual([
        host,
        { statusCode: null, errorCode: 'url_refused', retryAfter: null },
      ]);
    }
    expect(connections).toBe(0);
  });

  it.each([[['127.0.0.1']], [['93.184.216.34', '127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [['10.0.0.1']], [['2002:7f00:1::']]])(
    'never connects when a name resolves to %p',
    async (addresses) => {
      const client = new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500, resolve: rebinding(addresses) });
      expect(await post(client, `http://hooks.acme.dev:${port}/`)).toMatchObject({ errorCode: 'address_refused' });
      expect(connections).toBe(0);
    },
  );

  it('never connects in any of the known spellings of a private address, as a URL or behind a name', async () => {
    for (const text of PRIVATE_URLS) {
      const url = text.replace('https://', 'http://').replace(/\/$/, `:${port}/`);
      expect([text, await post(new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500 }), url)]).toMatchObject([
        text,
        { statusCode: null },
      ]);
    }
    for (const address of PRIVATE_ADDRESSES) {
      const client = new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500, resolve: rebinding([address]) });
      expect([address, await post(client, `http://hooks.acme.dev:${port}/`)]).toMatchObject([address, { errorCode: 'address_refused' }]);
    }
    expect(connections).toBe(0);
  });

  it('never connects in a thousand attempts at a name that flips between public and private', async () => {
    const answers = [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::1'], ['2606:4700::1111', '::ffff:127.0.0.1']];
    for (let flip = 0; flip < 1_000; flip++) {
      const resolve = rebinding(answers[flip % answers.length] as string[], ['93.184.216.34'], ['127.0.0.1']);
      const client = new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500, resolve });
      expect(await post(client, `http://hooks.acme.dev:${port}/`)).toMatchObject({ errorCode: 'address_refused' });
      expect(resolve.asked).toBe(1);
    }
    expect(connections).toBe(0);
  });

  it('resolves once per attempt, so that a name cannot change between the check and the connection', async () => {
    const resolve = rebinding(['127.0.0.1'], ['127.0.0.1']);
    await post(new WebhookClient(PUBLIC_ADDRESSES_ONLY, { timeoutMs: 500, resolve }), `http://hooks.acme.dev:${port}/`);
    expect(resolve.asked).toBe(1);
  });

  it('connects to exactly the address that was resolved', async () => {
    const resolve = rebinding(['127.0.0.1'], ['203.0.113.1']);
    expect(await post(new WebhookClient(ANY_DESTINATION, { timeoutMs: 2_000, resolve }), `http://hooks.acme.dev:${port}/`)).toMatchObject({
      statusCode: 204,
    });
    expect([resolve.asked, connections]).toEqual([1, 1]);
  });
});

describe('a webhook client facing hostile receivers', () => {
  it('reads no more than 64 KiB of an endless answer, and what its own buffers had taken by then', async () => {
    const read: number[] = [];
    const destroy = jest.spyOn(Socket.prototype, 'destroy').mockImplementation(function (this: Socket, error) {
      if (this.remotePort === port) read.push(this.bytesRead);
      return Duplex.prototype.destroy.call(this, error) as Socket;
    });
    converse = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n');
      const flood = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536))) continue;
      };
      socket.on('drain', flood);
      flood();
    };
    expect(await hostile(3_000)).toMatchObject({ statusCode: 200 });
    destroy.mockRestore();
    // One piece of 64 KiB may have come with the last of what it wanted, and one may wait behind that.
    expect(read[0]).toBeGreaterThan(64 * 1_024);
    expect(read[0]).toBeLessThan(256 * 1_024);
    // What the kernel's buffers took is not read by the client.
    expect(bytesWritten()).toBeLessThan(16 * 1_024 * 1_024);
  });

  it('spends little on an answer of many headers', async () => {
    converse = (socket) => void socket.end(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}\r\n`);
    const of = async (answers: number): Promise<number> => {
      const before = process.cpuUsage();
      for (let answer = 0; answer < answers; answer++) await hostile(5_000);
      return process.cpuUsage(before).user;
    };
    await of(1);
    const withHeaders = await of(20);
    converse = (socket) => void socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    expect(withHeaders / (await of(20))).toBeLessThan(10);
  });

  it('does not wait for an answer that drips', async () => {
    converse = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    const started = performance.now();
    expect(await hostile()).toMatchObject({ statusCode: 200 });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each<[string, (socket: Socket) => void, object]>([
    ['says nothing', () => undefined, { errorCode: 'timeout' }],
    ['hangs up', (socket) => socket.destroy(), { errorCode: 'connection_failed' }],
    ['speaks another protocol', (socket) => void socket.end('220 mail.example.com ESMTP\r\n'), { errorCode: 'bad_answer' }],
    [
      'sends a header without end',
      (socket) => void socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
      { errorCode: 'bad_answer' },
    ],
    [
      'sends 10,000 headers',
      (socket) => void socket.end(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}\r\n`),
      { errorCode: 'bad_answer' },
    ],
    [
      'sends interim answers without end',
      (socket) => void socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(1_000)),
      { errorCode: 'bad_answer' },
    ],
    [
      'switches protocols',
      (socket) => void socket.end('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      { errorCode: 'bad_answer' },
    ],
    ['redirects', (socket) => void socket.end(`HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${port}/\r\n\r\n`), { statusCode: 302 }],
    ['asks to wait', (socket) => void socket.end('HTTP/1.1 503 X\r\nretry-after: 7\r\n\r\n'), { statusCode: 503, retryAfter: '7' }],
  ])('survives one that %s', async (_what, behaviour, expected) => {
    converse = behaviour;
    expect(await hostile()).toMatchObject(expected);
    expect(connections).toBe(1);
  });

  it('reports garbage in place of TLS', async () => {
    converse = (socket) => void socket.end('garbage');
    expect(await post(new WebhookClient(ANY_DESTINATION, { timeoutMs: 1_000 }), `https://127.0.0.1:${port}/`)).toMatchObject({
      errorCode: 'tls_failed',
    });
  });

  it('reports a name that does not exist', async () => {
    const resolve: Resolver = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), []);
    expect(await post(new WebhookClient(ANY_DESTINATION, { resolve }), 'http://hooks.acme.dev/')).toMatchObject({
      errorCode: 'name_not_found',
    });
  });
});
