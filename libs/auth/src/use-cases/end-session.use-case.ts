import { Injectable } from '@nestjs/common';
import { sessionsRevokedV1 } from '@shortlist/contracts';
import type { SessionEnd } from '@shortlist/contracts';
import { Outbox, SYSTEM } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { REVOKED_SECONDS } from '../domain/session-times.js';
import { SessionRepository } from '../persistence/session.repository.js';

/** Which session of whom ends, and why. */
export interface EndingSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly reason: SessionEnd;
}

/** Ends a session, has every process refuse its access tokens, and announces it once however often it is ended. */
@Injectable()
export class EndSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, { sessionId, userId, reason }: EndingSession): Promise<void> {
    const ended = await this.sessions.revoke(tx, sessionId);
    if (!ended) return;
    const { organizationId, revokedAt } = ended;
    const deniedUntil = new Date(revokedAt.getTime() + REVOKED_SECONDS * 1_000);
    await this.outbox.append(
      tx,
      sessionsRevokedV1,
      { sessionId, userId, reason, revokedAt: revokedAt.toISOString(), deniedUntil: deniedUntil.toISOString() },
      { organizationId, actor: reason === 'logged_out' ? { kind: 'user', id: userId } : SYSTEM },
    );
  }
}
