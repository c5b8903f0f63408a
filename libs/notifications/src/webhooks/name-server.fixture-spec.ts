import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

const HEADER_BYTES = 12;
const NO_SUCH_NAME = 3;
export const A = 1;
export const AAAA = 28;

/** Addresses as bytes, by type of record; null: the name does not exist. Undefined: the server says nothing. */
export type Zone = (name: string, type: number) => readonly (readonly number[])[] | null | undefined;

/** A name server on this machine that knows what a spec says. */
export class NameServer {
  readonly asked: { name: string; type: number }[] = [];
  zone: Zone = () => null;

  private constructor(private readonly socket: Socket) {}

  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4');
    const server = new NameServer(socket);
    socket.on('message', (query, { address, port }) => {
      const answer = server.answer(query);
      if (answer) socket.send(answer, port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return server;
  }

  get address(): string {
    return `127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private answer(query: Buffer): Buffer | null {
    const labels: string[] = [];
    let at = HEADER_BYTES;
    for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const [name, type] = [labels.join('.'), query.readUInt16BE(at + 1)];
    this.asked.push({ name, type });
    const addresses = this.zone(name, type);
    if (addresses === undefined) return null;
    const header = Buffer.alloc(HEADER_BYTES);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x81_80 | (addresses ? 0 : NO_SUCH_NAME), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses?.length ?? 0, 6);
    return Buffer.concat([header, query.subarray(HEADER_BYTES, at + 5), ...(addresses ?? []).map((address) => record(type, address))]);
  }
}

/** A record for the name in the question. */
function record(type: number, address: readonly number[]): Buffer {
  const fixed = Buffer.alloc(HEADER_BYTES);
  fixed.writeUInt16BE(0xc0_00 | HEADER_BYTES, 0);
  fixed.writeUInt16BE(type, 2);
  fixed.writeUInt16BE(1, 4);
  fixed.writeUInt32BE(60, 6);
  fixed.writeUInt16BE(address.length, 10);
  return Buffer.concat([fixed, Buffer.from(address)]);
}
