import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { CodedError } from '@shortlist/platform';
import { Client, buildConnector } from 'undici';
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

class RefusedAddressError extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/**
 * Posts to receivers that may be hostile. What is dialled is exactly what was checked: the name is resolved once per
 * connection, every address it gave must be public, and the connection's far end is looked at again before a byte of the
 * request leaves. It follows no redirect, uses no proxy, decompresses nothing and keeps no connection.
 */
export class WebhookClient {
  private readonly timeoutMs: number;
  private readonly resolve: Resolver;

  /** Without a resolver, public names are asked of the name servers; where private ones are allowed, the system knows them too. */
  constructor(
    private readonly policy: DestinationPolicy,
    { timeoutMs = TIMEOUT_MS, resolve }: WebhookClientOptions = {},
  ) {
    this.timeoutMs = timeoutMs;
    this.resolve = resolve ?? (policy.privateAddresses ? (lookup as Resolver) : publicResolver());
  }

  /** Never throws for what the receiver, the network or the address did. `stop` ends it early, as `connection_failed`. */
  async post({ url: text, headers, body }: WebhookRequest, stop?: AbortSignal): Promise<WebhookAnswer> {
    let client: Client | undefined;
    try {
      const url = destinationOf(text, this.policy);
      const timeout = AbortSignal.timeout(this.timeoutMs);
      const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
      client = new Client(url.origin, { connect: this.connector(), pipelining: 0, maxHeaderSize: MOST_HEADER_BYTES });
      const answer = await client.request({ path: `${url.pathname}${url.search}`, method: 'POST', headers: { ...headers }, body, signal });
      await answer.body.dump({ limit: MOST_READ_BYTES, signal }).catch(() => undefined);
      return { statusCode: answer.statusCode, errorCode: null, retryAfter: headerOf(answer.headers['retry-after']) };
    } catch (error) {
      return { statusCode: null, errorCode: errorCodeOf(error), retryAfter: null };
    } finally {
      await client?.destroy().catch(() => undefined);
    }
  }

  private connector(): buildConnector.connector {
    const dial = buildConnector({ timeout: CONNECT_TIMEOUT_MS, autoSelectFamily: true, lookup: this.checkedLookup });
    return (target, callback) => {
      // For an address no resolver is asked, so that the look-up below would not see it.
      if (isIP(target.hostname) !== 0 && !this.mayDial(target.hostname)) return callback(new RefusedAddressError(), null);
      dial(target, (error, socket) => {
        if (error) return callback(error, null);
        if (this.mayDial(socket.remoteAddress ?? '')) return callback(null, socket);
        socket.destroy();
        callback(new RefusedAddressError(), null);
      });
    };
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

function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function errorCodeOf(error: unknown): WebhookErrorCode {
  if (error instanceof CodedError) return 'url_refused';
  const { name, code = '', syscall } = error as NodeJS.ErrnoException;
  if (code === 'ADDRESS_REFUSED') return 'address_refused';
  if (name === 'TimeoutError' || ['ETIMEDOUT', 'ETIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)) return 'timeout';
  if (syscall === 'getaddrinfo' || syscall?.startsWith('query')) return 'name_not_found';
  if (/^(CERT|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) return 'tls_failed';
  if (name === 'HTTPParserError' || /^UND_ERR_(HEADERS|RESPONSE)/.test(code)) return 'bad_answer';
  return 'connection_failed';
}
