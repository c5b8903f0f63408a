import type { KeyObject } from 'node:crypto';

/** Public keys of access tokens, by key id. */
export abstract class VerificationKeys {
  /** Null when no such key is current; rejects when the keys cannot be looked up, which answers 503. */
  abstract keyFor(kid: string): Promise<KeyObject | string | null>;
}
