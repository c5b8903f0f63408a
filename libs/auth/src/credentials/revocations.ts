import { Injectable } from '@nestjs/common';
import { Cache, revokedSessionKey } from '@shortlist/platform';
import { ACCESS_TOKEN_SECONDS } from './access-tokens.js';

/** A little longer than the last access token of the session lives. */
const KEPT_SECONDS = ACCESS_TOKEN_SECONDS + 60;

/**
 * Tells every process that a session ended before its access tokens did. The sessions table stops the refresh token for good; should the
 * cache forget an entry, an access token lives on until it expires.
 */
@Injectable()
export class Revocations {
  constructor(private readonly cache: Cache) {}

  /** Fails when the cache does, so that the caller can repeat the log-out. */
  announce(sessionId: string): Promise<void> {
    return this.cache.set(revokedSessionKey(sessionId), '1', KEPT_SECONDS);
  }
}
