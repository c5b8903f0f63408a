import { BlockList, isIP } from 'node:net';

// IANA special-purpose registries (RFC 6890) as of 2026, and what clouds serve their machines under public addresses.
const REFUSED_V4 = listOf('ipv4', [
  ['0.0.0.0', 8], // "this network"
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Azure's host agent
  ['169.254.0.0', 16], // link-local, with the metadata service of most clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24], // protocol assignments, with Oracle's metadata service
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, with the broadcast address
]);

/**
 * The only part of IPv6 given out for the public (RFC 4291). Everything outside is refused unseen: loopback, link-local, unique
 * local, multicast, SRv6, and IPv4 in its compatible, translated and NAT64 spellings.
 */
const GLOBAL_V6 = listOf('ipv6', [['2000::', 3]]);
const REFUSED_V6 = listOf('ipv6', [
  ['2001::', 23], // protocol assignments: Teredo, benchmarking, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4 carries any IPv4 address
  ['3fff::', 20], // documentation
]);
const MAPPED_V4 = listOf('ipv6', [['::ffff:0:0', 96]]);

/** Whether an IP address, as text, belongs to the public Internet. What is no IP address, or names a zone, does not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return false;
  if (family === 4) return !REFUSED_V4.check(address, 'ipv4');
  // Node checks an IPv4-mapped address against IPv4 rules.
  if (MAPPED_V4.check(address, 'ipv6')) return !REFUSED_V4.check(address, 'ipv6');
  return GLOBAL_V6.check(address, 'ipv6') && !REFUSED_V6.check(address, 'ipv6');
}

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
