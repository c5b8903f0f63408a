import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** A receiver that answers well and remembers what it got. */
export class HealthyReceiver {
  readonly received: Received[] = [];

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async start(onRequest: (request: Received) => void = () => undefined): Promise<HealthyReceiver> {
    const server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        const one = { id: String(headers['webhook-id']), headers, body: Buffer.concat(chunks).toString(), at: Date.now() };
        receiver.received.push(one);
        onRequest(one);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new HealthyReceiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return receiver;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const BOMB = gzipSync(Buffer.alloc(20_000_000));
const OK = 'HTTP/1.1 200 OK\r\n';
const NO_CONTENT = 'HTTP/1.1 204 No Content\r\n\r\n';
const SLOW_MS = 10_000;

/** What receivers can do to whoever calls them; each gets a connection whose request has begun to arrive. */
const HOSTILITIES: Readonly<Record<string, (socket: Socket) => void>> = {
  stall: () => undefined,
  dripHeaders: (socket) => drip(socket, OK, 'x-drip: 1\r\n'),
  dripBody: (socket) => drip(socket, `${OK}content-length: 1000000\r\n\r\n`, 'x'),
  neverClose: (socket) => void socket.write(`${OK}content-length: 1000000\r\n\r\nx`),
  endless: (socket) => {
    socket.write(`${OK}content-length: 1073741824\r\n\r\n`);
    const block = randomBytes(65_536);
    const push = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', push);
    push();
  },
  bomb: (socket) => {
    socket.write(`${OK}content-encoding: gzip\r\ncontent-length: ${BOMB.length}\r\n\r\n`);
    socket.end(BOMB);
  },
  headers: (socket) => void socket.end(`${OK}${'x-many: 1\r\n'.repeat(10_000)}\r\n`),
  garbage: (socket) => void socket.end(randomBytes(2_000)),
  reset: (socket) => void socket.resetAndDestroy(),
  slow: (socket) => void setTimeout(() => socket.end(NO_CONTENT), SLOW_MS),
};

function drip(socket: Socket, start: string, drop: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(drop), 200);
  socket.on('close', () => clearInterval(timer));
}

/** A port on which every way of being a bad receiver has a path of its own. Every other receiver is a good one until it turns. */
export class HostileReceivers {
  private turned = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<HostileReceivers> {
    const server = createTcpServer((socket) => {
      receivers.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => receivers.sockets.delete(socket));
      socket.once('data', (data: Buffer) => {
        const [, kind = '', index = '0'] = /^POST \/(\w+)\?(\d+)/.exec(data.toString('latin1')) ?? [];
        const hostility = HOSTILITIES[kind] ?? HOSTILITIES.garbage;
        if (receivers.turned || Number(index) % 2 === 0) hostility?.(socket);
        else socket.end(NO_CONTENT);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receivers = new HostileReceivers(server, (server.address() as AddressInfo).port);
    return receivers;
  }

  /** Addresses of so many receivers, of all kinds in turn; one kind answers https with what is no TLS. */
  urls(count: number): string[] {
    const kinds = [...Object.keys(HOSTILITIES), 'tls'];
    return Array.from({ length: count }, (_, index) => {
      const kind = kinds[index % kinds.length] as string;
      return `${kind === 'tls' ? 'https' : 'http'}://127.0.0.1:${this.port}/${kind}?${index}`;
    });
  }

  /** From now on all of them are hostile. */
  turn(): void {
    this.turned = true;
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
