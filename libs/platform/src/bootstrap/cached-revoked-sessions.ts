import type { Cache } from '../cache/index.js';
import { RevokedSessions } from '../http/access/revoked-sessions.js';

/** Key under which auth notes a session that ended, for as long as its access tokens live. */
export const revokedSessionKey = (sessionId: string): string => `auth:revoked-session:${sessionId}`;

/** The deny list in the shared cache. */
export class CachedRevokedSessions extends RevokedSessions {
  constructor(private readonly cache: Cache) {
    super();
  }

  async isRevoked(sessionId: string): Promise<boolean> {
    return (await this.cache.get(revokedSessionKey(sessionId))) !== null;
  }
}
