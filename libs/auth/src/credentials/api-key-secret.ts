import { randomBytes } from 'node:crypto';
import { API_KEY_PREFIX } from '@shortlist/platform';

/** Characters of a secret that may be shown again: too few to guess the rest, enough to tell keys apart. */
const SHOWN = API_KEY_PREFIX.length + 6;

/** A secret of 256 random bits. */
export function newApiKeySecret(): string {
  return `${API_KEY_PREFIX}${randomBytes(32).toString('base64url')}`;
}

export function prefixOf(secret: string): string {
  return secret.slice(0, SHOWN);
}
