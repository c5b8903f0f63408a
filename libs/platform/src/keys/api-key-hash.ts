import { createHmac } from 'node:crypto';
import type { SigningSecret } from './signing-secret.js';

/**
 * The hash under which an API key is kept: HMAC-SHA-256 with a key that is not in the database, so that a copy of the database alone tells
 * nothing. Keys are 256 random bits, so nothing slower is needed.
 */
export function apiKeyHash(secret: SigningSecret, apiKey: string): Buffer {
  return createHmac('sha256', secret.derive('API key hash, version 1')).update(apiKey).digest();
}
