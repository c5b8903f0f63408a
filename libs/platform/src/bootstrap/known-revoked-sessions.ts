import type { DataSource } from 'typeorm';
import { isCacheUnavailable } from '../cache/index.js';
import type { Cache } from '../cache/index.js';
import { CodedError } from '../errors/coded-error.js';
import { RevokedSessions } from '../http/access/revoked-sessions.js';

/** Key under which auth notes a session that ended: at once for every process that shares the cache. */
export const revokedSessionKey = (sessionId: string): string => `auth:revoked-session:${sessionId}`;

/** How often the published list is read; revocation may take a minute. */
const FRESH_MS = 15_000;
/** Beyond this age the list is not good enough to let anybody in. */
const MOST_STALE_MS = 60_000;

/**
 * The deny list: what the cache says now, and what `platform.revoked_sessions` said a moment ago, which outlives caches and reaches
 * processes that share none. While the cache is away the list judges alone: an ended session may then get in for some seconds longer.
 */
export class KnownRevokedSessions extends RevokedSessions {
  private revoked: ReadonlySet<string> = new Set();
  private loadedAt = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly cache: Cache,
    private readonly source: Pick<DataSource, 'query'>,
    /** Milliseconds of a clock that never goes back. */
    private readonly now: () => number = () => performance.now(),
  ) {
    super();
  }

  /** Throws `http.sessions_unavailable` when nobody could tell for a minute. */
  async isRevoked(sessionId: string): Promise<boolean> {
    const age = this.now() - this.loadedAt;
    if (age > FRESH_MS) {
      this.loading ??= this.load().finally(() => (this.loading = null));
      const loaded = this.loading.catch((cause: unknown) => {
        if (this.now() - this.loadedAt <= MOST_STALE_MS) return;
        throw new CodedError('http.sessions_unavailable', 'unavailable', 'Sessions cannot be checked right now.', { cause });
      });
      await loaded;
    }
    return this.revoked.has(sessionId) || (await this.isNoted(sessionId));
  }

  private async isNoted(sessionId: string): Promise<boolean> {
    try {
      return (await this.cache.get(revokedSessionKey(sessionId))) !== null;
    } catch (error) {
      if (isCacheUnavailable(error)) return false;
      throw error;
    }
  }

  private async load(): Promise<void> {
    const askedAt = this.now();
    const rows: { session_id: string }[] = await this.source.query(
      'SELECT session_id FROM platform.revoked_sessions WHERE expires_at > now()',
    );
    this.revoked = new Set(rows.map((row) => row.session_id));
    this.loadedAt = askedAt;
  }
}
