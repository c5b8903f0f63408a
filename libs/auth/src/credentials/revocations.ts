import { Injectable } from '@nestjs/common';
import { Cache, isCacheUnavailable, revokedSessionKey } from '@shortlist/platform';
import { REVOKED_SECONDS } from '../domain/session-times.js';

/**
 * Tells at once every process that shares the cache that a session ended. Should the cache be away or forget it, the list that was published with
 * the end of the session reaches all processes within a minute.
 */
@Injectable()
export class Revocations {
  constructor(private readonly cache: Cache) {}

  async announce(sessionId: string): Promise<void> {
    try {
      await this.cache.set(revokedSessionKey(sessionId), '1', REVOKED_SECONDS);
    } catch (error) {
      if (!isCacheUnavailable(error)) throw error;
    }
  }
}
