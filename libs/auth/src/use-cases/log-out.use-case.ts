import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { Revocations } from '../credentials/revocations.js';
import { parseRefreshToken } from '../domain/refresh-token.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { EndSession } from './end-session.use-case.js';

/** Ends the session of the refresh token and that of the access token, whichever came along. What has ended stays so without complaint. */
@Injectable()
export class LogOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly endSession: EndSession,
    private readonly revocations: Revocations,
  ) {}

  async execute(refreshToken: string | null, caller: Principal | undefined): Promise<void> {
    if (caller) await this.end(caller.userId, caller.sessionId);
    const token = parseRefreshToken(refreshToken ?? '');
    if (!token) return;
    const session = await this.unitOfWork.runAsUser(token.userId, (tx) => this.sessions.lockByToken(tx, token));
    if (session) await this.end(token.userId, session.sessionId);
  }

  private async end(userId: string, sessionId: string): Promise<void> {
    await this.unitOfWork.runAsUser(userId, (tx) => this.endSession.execute(tx, { sessionId, userId, reason: 'logged_out' }));
    await this.revocations.announce(sessionId);
  }
}
