import { Resolver as NameServers } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import type { Resolver } from './webhook-client.js';

const TIMEOUT_MS = 2_000;
const TRIES = 2;

/**
 * Asks the name servers of this machine for a public name. Not through the operating system (`dns.lookup`): that occupies one of four threads
 * until it answers, also when nobody waits any more, so that some name servers which hang could stop every look-up and every file of the process.
 */
export function publicResolver(servers?: readonly string[]): Resolver {
  const nameServers = new NameServers({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers) nameServers.setServers(servers);
  return (hostname, _options, callback) => {
    addressesOf(nameServers, hostname).then(
      (addresses) => callback(null, addresses),
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/** A name may have addresses of one family only; it is unknown when it has none at all. */
async function addressesOf(nameServers: NameServers, hostname: string): Promise<LookupAddress[]> {
  const [v4, v6] = await Promise.allSettled([nameServers.resolve4(hostname), nameServers.resolve6(hostname)]);
  const found = [
    ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
    ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason;
  return found;
}
