import { describe, expect, it } from '@jest/globals';
import { ANY_DESTINATION, PUBLIC_DESTINATIONS, destinationOf } from './destination.js';
import { PRIVATE_ADDRESSES, PRIVATE_URLS, words } from './private-addresses.fixture-spec.js';
import { isPublicAddress } from './private-addresses.js';

const PUBLIC_ADDRESSES = `
  1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.1 172.15.255.255
  172.32.0.1 192.0.1.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255 168.63.129.17
  ::ffff:8.8.8.8 ::ffff:808:808 2606:4700::1111 2001:4860:4860::8888 2001:200::1 2a00:1450:4001::1 2003::1 3ffe::1`;

describe('private addresses', () => {
  it('knows at least 120 spellings', () => {
    expect(new Set([...PRIVATE_ADDRESSES, ...PRIVATE_URLS]).size).toBeGreaterThanOrEqual(120);
  });

  it.each(PRIVATE_ADDRESSES)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(words(PUBLIC_ADDRESSES))('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['', ' ', 'localhost', '127.1', '0x7f000001', '8.8.8.8 ', '[::1]', '::g', '1.2.3.4.5', '8.8.8.8/32'])(
    '%p is no address, so not public',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});

describe('destinations of webhooks', () => {
  const refusal = (url: string): unknown => {
    try {
      return destinationOf(url, PUBLIC_DESTINATIONS).href;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it.each(PRIVATE_URLS)('%s is refused', (url) => {
    expect(refusal(url)).toBe('notifications.webhook_url_refused');
  });

  it.each([
    ['plain http', 'http://hooks.acme.dev/'],
    ['another scheme', 'ftp://hooks.acme.dev/'],
    ['another port', 'https://hooks.acme.dev:8443/'],
    ['port 22', 'https://hooks.acme.dev:22/'],
    ['a password', 'https://user:secret@hooks.acme.dev/'],
    ['a user name', 'https://user@hooks.acme.dev/'],
    ['a fragment', 'https://hooks.acme.dev/#x'],
    ['a host without a dot', 'https://hooks/'],
    ['no URL', 'hooks'],
    ['2,001 characters', `https://hooks.acme.dev/${'a'.repeat(1_978)}`],
  ])('%s is refused', (_what, url) => {
    expect(refusal(url)).toBe('notifications.webhook_url_refused');
  });

  it('an https URL of a public host is taken, in its normal form', () => {
    expect(refusal('https://Hooks.Acme.dev:443/a?b=c')).toBe('https://hooks.acme.dev/a?b=c');
    expect(refusal('https://8.8.8.8/')).toBe('https://8.8.8.8/');
  });

  it('private destinations are taken only where the installation allows them', () => {
    expect(destinationOf('http://127.0.0.1:8080/x', ANY_DESTINATION).port).toBe('8080');
    expect(() => destinationOf('file:///etc/passwd', ANY_DESTINATION)).toThrow('https');
  });
});
