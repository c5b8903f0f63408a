import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { LookupFunction, Socket } from 'node:net';
import { CodedError } from '@shortlist/platform';
import { buildConnector } from 'undici';
import { destinationOf } from '../domain/destination.js';
import type { DestinationPolicy } from '../domain/destination.js';
import { isPublicAddress } from '../domain/private-addresses.js';
import type { WebhookAnswer, WebhookErrorCode } from '../domain/webhook-answer.js';
import { publicResolver } from './public-resolver.js';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface WebhookClientOptions {
  readonly timeoutMs?: number;
  readonly resolve?: Resolver;
}

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Of an answer no more than this is read, and none of it is kept. */
const MOST_READ_BYTES = 64 * 1_024;
const MOST_HEADER_BYTES = 16 * 1_024;
/** Interim answers (1xx) before the final one; each may bring headers of its own. */
const MOST_INTERIM_ANSWERS = 10;

class RefusedAddressError extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

class UnfitAnswerError extends Error {
  readonly code = 'UNFIT_ANSWER';
}

/**
 * Posts to receivers that may be hostile. What is dialled is exactly what was checked: the name is resolved once per
 * connection, every address it gave must be public, and the connection's far end is looked at again before a byte of the
 * request leaves. It follows no redirect, uses no proxy, decompresses nothing and keeps no connection.
 *
 * Answers are read by Node's own client, whose parser ends at the first byte beyond the limit of the headers. That of undici goes on and
 * makes an error of every further header: an answer with 10,000 cost forty times the processor time of a plain one.
 */
export class WebhookClient {
  private readonly timeoutMs: number;
  private readonly resolve: Resolver;
  private readonly connect: buildConnector.connector;

  /** Without a resolver, public names are asked of the name servers; where private ones are allowed, the system knows them too. */
  constructor(
    private readonly policy: DestinationPolicy,
    { timeoutMs = TIMEOUT_MS, resolve }: WebhookClientOptions = {},
  ) {
    this.timeoutMs = timeoutMs;
    this.resolve = resolve ?? (policy.privateAddresses ? (lookup as Resolver) : publicResolver());
    this.connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, autoSelectFamily: true, lookup: this.checkedLookup });
  }

  /** Never throws for what the receiver, the network or the address did. `stop` ends it early, as `connection_failed`. */
  async post(request: WebhookRequest, stop?: AbortSignal): Promise<WebhookAnswer> {
    let socket: Socket | undefined;
    try {
      const url = destinationOf(request.url, this.policy);
      const timeout = AbortSignal.timeout(this.timeoutMs);
      const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
      socket = await this.dial(url, signal);
      const answer = await exchange(socket, url, request, signal);
      await readSome(answer).catch(() => undefined);
      return { statusCode: answer.statusCode ?? null, errorCode: null, retryAfter: answer.headers['retry-after'] ?? null };
    } catch (error) {
      return { statusCode: null, errorCode: errorCodeOf(error), retryAfter: null };
    } finally {
      socket?.destroy();
    }
  }
  /** An open connection to where the address or name leads, if that is allowed. */
  private dial({ protocol, host, hostname: bracketed, port }: URL, signal: AbortSignal): Promise<Socket> {
    const hostname = bracketed.replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
      // For an address no resolver is asked, so that the look-up below would not see it.
      if (isIP(hostname) !== 0 && !this.mayDial(hostname)) return reject(new RefusedAddressError());
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.connect({ protocol, host, hostname, port }, (error, socket) => {
        if (error) return reject(error);
        const isAllowed = this.mayDial(socket.remoteAddress ?? '');
        if (isAllowed && !signal.aborted) return resolve(socket);
        socket.destroy();
        reject(new RefusedAddressError());
      });
    });
  }

  private readonly checkedLookup: LookupFunction = (hostname, options, callback) => {
    this.resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (!addresses.every(({ address }) => this.mayDial(address))) return callback(new RefusedAddressError(), []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };

  private mayDial(address: string): boolean {
    return this.policy.privateAddresses || isPublicAddress(address);
  }
}

/** Sends the request over a connection; resolves with what came of it as soon as its headers are there. */
function exchange(socket: Socket, url: URL, { headers, body }: WebhookRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = requestHttp({
      createConnection: () => socket,
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
      maxHeaderSize: MOST_HEADER_BYTES,
      signal,
    });
    let interim = 0;
    request.on('information', () => {
      if (++interim > MOST_INTERIM_ANSWERS) request.destroy(new UnfitAnswerError());
    });
    request.on('upgrade', () => reject(new UnfitAnswerError()));
    request.on('error', (error) => reject(signal.aborted ? (signal.reason as Error) : error));
    // The last word where Node ends a connection without an error.
    request.on('close', () => reject(new Error('closed')));
    request.on('response', resolve).end(body);
  });
}

/** Reads the first of a body and forgets it, so that the receiver is not cut off while it answers. */
async function readSome(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes >= MOST_READ_BYTES) return;
  }
}

function errorCodeOf(error: unknown): WebhookErrorCode {
  if (error instanceof CodedError) return 'url_refused';
  const { name, code = '', syscall } = error as NodeJS.ErrnoException;
  if (code === 'ADDRESS_REFUSED') return 'address_refused';
  if (name === 'TimeoutError' || ['ETIMEDOUT', 'ETIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)) return 'timeout';
  if (syscall === 'getaddrinfo' || syscall?.startsWith('query')) return 'name_not_found';
  if (/^(CERT|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) return 'tls_failed';
  if (code === 'UNFIT_ANSWER' || code.startsWith('HPE_')) return 'bad_answer';
  return 'connection_failed';
}
