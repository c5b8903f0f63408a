import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { VirusScanner } from './virus-scanner.js';
import type { ScanVerdict } from './virus-scanner.js';

/** clamd takes a stream in pieces of any length; smaller ones than its `StreamMaxLength` are no matter. */
const CHUNK_BYTES = 64 * 1024;
const MOST_ANSWER_BYTES = 4_096;

export interface ClamdOptions {
  /** Of the daemon's TCP socket, or the path of its Unix socket. */
  readonly address: { readonly host: string; readonly port: number } | { readonly path: string };
  readonly timeLimitMs: number;
}

/**
 * ClamAV's daemon over its own protocol (man clamd: INSTREAM, PING). Its configuration needs `StreamMaxLength` of at least 25M and
 * `AlertExceedsMax yes`: by default it calls files beyond its limits clean.
 */
export class ClamdScanner extends VirusScanner {
  readonly kind = 'clamd';

  constructor(private readonly options: ClamdOptions) {
    super();
  }

  async scan(bytes: Uint8Array, signal?: AbortSignal): Promise<ScanVerdict> {
    const answer = await this.ask((socket) => sendStream(socket, bytes), signal);
    if (answer === 'stream: OK') return { clean: true };
    const signature = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
    if (signature === undefined) throw new Error('The virus scanner gave no verdict.');
    return { clean: false, signature };
  }

  async isReachable(): Promise<boolean> {
    return (await this.ask((socket) => socket.write('zPING\0'))) === 'PONG';
  }

  /** One command, one answer, one connection. Commands and answers end with a zero byte. */
  private ask(send: (socket: Socket) => void, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...this.options.address });
      let answer = '';
      const end = (error: Error | null): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        socket.destroy();
        if (error) reject(error);
        else resolve(answer.slice(0, answer.indexOf('\0')));
      };
      const abort = (): void => end(new Error('The scan was stopped.'));
      const timer = setTimeout(() => end(new Error('The virus scanner did not answer in time.')), this.options.timeLimitMs);
      signal?.addEventListener('abort', abort, { once: true });
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString('latin1');
        if (answer.includes('\0')) end(null);
        else if (answer.length > MOST_ANSWER_BYTES) end(new Error('The virus scanner answers without an end.'));
      });
      socket.once('error', () => end(new Error('The virus scanner cannot be reached.')));
      socket.once('close', () => end(new Error('The virus scanner closed the connection.')));
      socket.once('connect', () => send(socket));
    });
  }
}

function sendStream(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    socket.write(lengthOf(chunk));
    socket.write(chunk);
  }
  socket.write(lengthOf(new Uint8Array()));
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}
