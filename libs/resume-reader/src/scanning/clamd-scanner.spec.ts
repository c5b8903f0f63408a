import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ClamdScanner } from './clamd-scanner.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Speaks clamd's protocol: collects the pieces of a stream and answers what `verdict` says about them; null hangs up. */
async function clamd(verdict: (content: Buffer) => string | null): Promise<ClamdScanner> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const content = contentOf(received);
      if (content === null) return;
      const answer = received.toString('latin1').startsWith('zPING\0') ? 'PONG\0' : verdict(content);
      if (answer === null) socket.destroy();
      else socket.write(answer);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new ClamdScanner({ address: { host: '127.0.0.1', port }, timeLimitMs: 300 });
}

/** The pieces of a whole stream put together; null while it goes on. */
function contentOf(received: Buffer): Buffer | null {
  const command = received.indexOf(0) + 1;
  if (received.toString('latin1', 0, command) === 'zPING\0') return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  for (let at = command; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > received.length) return null;
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

describe('scanning with clamd', () => {
  it('hands over the whole file, whatever its length, and takes the verdict', async () => {
    const lengths: number[] = [];
    const scanner = await clamd((content) => {
      lengths.push(content.length);
      return content.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
    });
    expect(await scanner.scan(new Uint8Array(200_000))).toEqual({ clean: true });
    expect(await scanner.scan(Buffer.from('EICAR'))).toEqual({ clean: false, signature: 'Eicar-Test-Signature' });
    expect(lengths).toEqual([200_000, 5]);
    expect(await scanner.isReachable()).toBe(true);
  });

  it.each([
    ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
    ['an answer that only looks like a verdict', 'stream: OK but not quite\0'],
    ['no end of an answer', 'x'.repeat(5_000)],
    ['nothing', ''],
    ['a closed connection', null],
  ])('takes %s for no verdict', async (_what, answer) => {
    const scanner = await clamd(() => answer);
    await expect(scanner.scan(Buffer.from('file'))).rejects.toThrow(/virus scanner/);
  });

  it('lets nothing pass while the daemon is away', async () => {
    const scanner = new ClamdScanner({ address: { path: '/no/such/socket' }, timeLimitMs: 300 });
    await expect(scanner.scan(Buffer.from('file'))).rejects.toThrow(/cannot be reached/);
    await expect(scanner.isReachable()).rejects.toThrow(/cannot be reached/);
  });
});
