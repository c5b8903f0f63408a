import { Injectable } from '@nestjs/common';
import { Logger, SigningSecret, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { AccessTokens } from '../credentials/access-tokens.js';
import type { AccessGrant } from '../credentials/access-tokens.js';
import { Revocations } from '../credentials/revocations.js';
import { refreshRefused } from '../domain/auth.errors.js';
import type { IssuedTokens } from '../domain/issued-tokens.js';
import { decideRefresh } from '../domain/refresh-decision.js';
import { formatRefreshToken, parseRefreshToken, successorOf } from '../domain/refresh-token.js';
import type { RefreshToken } from '../domain/refresh-token.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { SessionRepository } from '../persistence/session.repository.js';
import type { LockedSession } from '../persistence/session.repository.js';
import { EndSession } from './end-session.use-case.js';
import type { EndingSession } from './end-session.use-case.js';

/** `revoked` must be committed before the caller hears of it, so the transaction answers instead of throwing. */
type Outcome =
  | { readonly kind: 'granted'; readonly grant: AccessGrant; readonly expiresAt: Date }
  | { readonly kind: 'refused' }
  | { readonly kind: 'revoked'; readonly sessionId: string };

/** Exchanges a refresh token for its successor and a new access token. The role is read anew, so changes of it take effect here. */
@Injectable()
export class RefreshSession {
  private readonly successionKey: Buffer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly accessTokens: AccessTokens,
    private readonly revocations: Revocations,
    private readonly endSession: EndSession,
    private readonly logger: Logger,
    secret: SigningSecret,
  ) {
    this.successionKey = secret.derive('auth-refresh-tokens');
  }

  async execute(refreshToken: string | null): Promise<IssuedTokens> {
    const token = parseRefreshToken(refreshToken ?? '');
    if (!token) throw refreshRefused();
    const successor = successorOf(token, this.successionKey);
    const outcome = await this.unitOfWork.runAsUser(token.userId, (tx) => this.exchange(tx, token, successor));
    if (outcome.kind === 'granted') {
      const accessToken = await this.accessTokens.issue(outcome.grant);
      return { accessToken, refreshToken: formatRefreshToken(successor), refreshExpiresAt: outcome.expiresAt };
    }
    if (outcome.kind === 'revoked') await this.revocations.announce(outcome.sessionId);
    throw refreshRefused();
  }

  private async exchange(tx: Tx, token: RefreshToken, successor: RefreshToken): Promise<Outcome> {
    const session = await this.sessions.lockByToken(tx, token);
    if (!session) return { kind: 'refused' };
    switch (decideRefresh(session)) {
      case 'ended':
        return { kind: 'refused' };
      case 'reuse':
        this.logger.warn('refresh_token_reused', { sessionId: session.sessionId, userId: token.userId });
        return this.end(tx, { sessionId: session.sessionId, userId: token.userId, reason: 'token_reused' });
      case 'rotate':
        await this.sessions.rotate(tx, session.sessionId, token, successor);
        return this.grant(tx, session, token.userId);
      case 'serve_again':
        return this.grant(tx, session, token.userId);
    }
  }

  private async grant(tx: Tx, session: LockedSession, userId: string): Promise<Outcome> {
    const { sessionId, organizationId, expiresAt } = session;
    const memberships = await this.accounts.membershipsOf(tx, userId);
    const membership = memberships.find(({ organization }) => organization.id === organizationId);
    if (!membership) return this.end(tx, { sessionId, userId, reason: 'membership_ended' });
    return { kind: 'granted', grant: { userId, organizationId, role: membership.role, sessionId }, expiresAt };
  }

  private async end(tx: Tx, ending: EndingSession): Promise<Outcome> {
    await this.endSession.execute(tx, ending);
    return { kind: 'revoked', sessionId: ending.sessionId };
  }
}
