import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import type { RefreshFacts } from '../domain/refresh-decision.js';
import { hashOf } from '../domain/refresh-token.js';
import type { RefreshToken } from '../domain/refresh-token.js';
import { REVOKED_SECONDS } from '../domain/session-times.js';

/** From log-in on; refreshing never extends it. */
const SESSION_DAYS = 7;

/** A session as one refresh token finds it. */
export interface LockedSession extends RefreshFacts {
  readonly sessionId: string;
  readonly organizationId: string;
  readonly expiresAt: Date;
}

/** A session that has just been ended. */
export interface EndedSession {
  readonly organizationId: string;
  readonly revokedAt: Date;
}

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly userAgent: string | null;
}

/** Sessions and their refresh tokens; only the person's own are visible. Time is the database's. */
@Injectable()
export class SessionRepository {
  /** Starts a session with its first token; answers when it ends. */
  async insert(tx: Tx, session: NewSession, token: RefreshToken): Promise<Date> {
    const [row] = await tx.query<{ expires_at: Date }>(
      `INSERT INTO auth.sessions (id, user_id, organization_id, user_agent, expires_at)
       VALUES ($1, $2, $3, $4, now() + make_interval(days => ${SESSION_DAYS})) RETURNING expires_at`,
      [session.id, session.userId, session.organizationId, session.userAgent],
    );
    if (!row) throw new Error('the session was not stored');
    await this.insertToken(tx, session.id, token);
    return row.expires_at;
  }

  /** The session of a token, under the lock of both: concurrent refreshes of one family come one after another. */
  async lockByToken(tx: Tx, token: RefreshToken): Promise<LockedSession | null> {
    const [row] = await tx.query<{ id: string; organization_id: string; expires_at: Date; ended: boolean; seconds: number | null }>(
      `SELECT s.id, s.organization_id, s.expires_at,
              s.revoked_at IS NOT NULL OR s.expires_at <= now() AS ended,
              extract(epoch FROM clock_timestamp() - t.rotated_at)::float8 AS seconds
         FROM auth.refresh_tokens t JOIN auth.sessions s ON s.id = t.session_id
        WHERE t.token_hash = $1 FOR UPDATE`,
      [hashOf(token)],
    );
    if (!row) return null;
    const { id: sessionId, organization_id: organizationId, expires_at: expiresAt, ended: sessionEnded, seconds } = row;
    return { sessionId, organizationId, expiresAt, sessionEnded, secondsSinceRotation: seconds };
  }

  /** Replaces a token by its successor. */
  async rotate(tx: Tx, sessionId: string, token: RefreshToken, successor: RefreshToken): Promise<void> {
    await tx.execute('UPDATE auth.refresh_tokens SET rotated_at = clock_timestamp() WHERE token_hash = $1', [hashOf(token)]);
    await this.insertToken(tx, sessionId, successor);
  }

  /** Ends a session and with it every token of the family, and has every process refuse its access tokens. Null when it had ended before. */
  async revoke(tx: Tx, sessionId: string): Promise<EndedSession | null> {
    await tx.execute(
      'INSERT INTO platform.revoked_sessions (session_id, expires_at) VALUES ($1, now() + make_interval(secs => $2)) ON CONFLICT DO NOTHING',
      [sessionId, REVOKED_SECONDS],
    );
    const [row] = await tx.query<{ organization_id: string; revoked_at: Date }>(
      'UPDATE auth.sessions SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING organization_id, revoked_at',
      [sessionId],
    );
    return row ? { organizationId: row.organization_id, revokedAt: row.revoked_at } : null;
  }

  /** As the worker, which sees expired sessions and nothing else. */
  async deleteExpired(tx: Tx): Promise<number> {
    await tx.execute('DELETE FROM platform.revoked_sessions WHERE expires_at < now()');
    return tx.execute(`DELETE FROM auth.sessions WHERE expires_at < now() - interval '1 day'`);
  }

  private async insertToken(tx: Tx, sessionId: string, token: RefreshToken): Promise<void> {
    await tx.execute('INSERT INTO auth.refresh_tokens (token_hash, session_id, user_id) VALUES ($1, $2, $3)', [
      hashOf(token),
      sessionId,
      token.userId,
    ]);
  }
}
