import { Injectable } from '@nestjs/common';
import { Cache, revokedSessionKey } from '@shortlist/platform';
import { REVOKED_SECONDS } from '../domain/session-times.js';

/**
 * Tells at once every process that shares the cache that a session ended. Should the cache forget it, the list that was published with the end
 * of the session reaches all processes within a minute.
 */
@Injectable()
export class Revocations {
  constructor(private readonly cache: Cache) {}

  /** Fails when the cache does, so that the caller can repeat the log-out. */
  announce(sessionId: string): Promise<void> {
    return this.cache.set(revokedSessionKey(sessionId), '1', REVOKED_SECONDS);
  }
}
