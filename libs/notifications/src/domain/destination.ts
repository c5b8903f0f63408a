import { isIP } from 'node:net';
import { CodedError } from '@shortlist/platform';
import { isPublicAddress } from './private-addresses.js';

/** Where webhooks may go. */
export interface DestinationPolicy {
  readonly plainHttp: boolean;
  readonly privateAddresses: boolean;
  readonly ports: readonly number[] | 'any';
}

export const PUBLIC_DESTINATIONS: DestinationPolicy = { plainHttp: false, privateAddresses: false, ports: [443] };
/** For development and tests: receivers on this machine. */
export const ANY_DESTINATION: DestinationPolicy = { plainHttp: true, privateAddresses: true, ports: 'any' };

const LONGEST_URL = 2_000;
/** Names that resolve inside a machine, a cluster or a company by definition (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const PRIVATE_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa|alt|onion|test|invalid|example)\.?$/;

/**
 * The URL if webhooks may be sent there, as far as its text tells; the addresses behind a name are checked when it is dialled.
 * Throws `notifications.webhook_url_refused`.
 */
export function destinationOf(text: string, policy: DestinationPolicy): URL {
  const url = text.length <= LONGEST_URL ? URL.parse(text) : null;
  if (!url) throw refused(`must be a URL of at most ${LONGEST_URL} characters`);
  if (url.protocol !== 'https:' && !(policy.plainHttp && url.protocol === 'http:')) throw refused('must use https');
  if (url.username || url.password) throw refused('must not hold a user name or password');
  if (url.hash) throw refused('must not hold a fragment');
  if (policy.ports !== 'any' && !policy.ports.includes(portOf(url))) throw refused(`must use port ${policy.ports.join(' or ')}`);
  if (!policy.privateAddresses && !mayBePublic(hostOf(url))) throw refused('must name a host on the public Internet');
  return url;
}

/** The host as a resolver or socket takes it: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function mayBePublic(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !PRIVATE_NAMES.test(host);
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function refused(detail: string): CodedError {
  const code = 'notifications.webhook_url_refused';
  return new CodedError(code, 'rule', `The address of a webhook ${detail}.`, { errors: [{ pointer: '/url', code, detail }] });
}
