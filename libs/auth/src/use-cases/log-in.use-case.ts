import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '@shortlist/platform';
import { AccessTokens } from '../credentials/access-tokens.js';
import { LogInAttempts } from '../credentials/log-in-attempts.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { credentialsInvalid, notAMember } from '../domain/auth.errors.js';
import { normalizeEmail } from '../domain/email-address.js';
import { formatRefreshToken, newRefreshToken } from '../domain/refresh-token.js';
import type { IssuedTokens } from '../domain/issued-tokens.js';
import { AccountRepository } from '../persistence/account.repository.js';
import type { LogInRow } from '../persistence/account.repository.js';
import { SessionRepository } from '../persistence/session.repository.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The organization to work in; the first one joined when null. */
  readonly organizationId: string | null;
}

export interface Client {
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Starts a session. An unknown address takes the same steps, time and answer as a wrong password. */
@Injectable()
export class LogIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly hasher: PasswordHasher,
    private readonly attempts: LogInAttempts,
    private readonly accessTokens: AccessTokens,
  ) {}

  async execute(credentials: Credentials, client: Client): Promise<IssuedTokens> {
    const email = normalizeEmail(credentials.email);
    await this.attempts.count(email, client.ip);
    const found = await this.unitOfWork.runWithoutTenant((tx) => this.accounts.findLogIn(tx, email));
    const isRight = await this.hasher.verify(found?.passwordHash ?? null, credentials.password);
    if (!found || !isRight) throw credentialsInvalid();
    await this.renewHash(found, credentials.password);
    return this.start(found.userId, credentials.organizationId, client.userAgent);
  }

  private async start(userId: string, organizationId: string | null, userAgent: string | null): Promise<IssuedTokens> {
    const token = newRefreshToken(userId);
    const session = await this.unitOfWork.runAsUser(userId, async (tx) => {
      const memberships = await this.accounts.membershipsOf(tx, userId);
      const chosen = memberships.find(({ organization }) => organizationId === null || organization.id === organizationId);
      if (!chosen) throw notAMember();
      const grant = { userId, organizationId: chosen.organization.id, role: chosen.role, sessionId: newId() };
      const expiresAt = await this.sessions.insert(tx, { ...grant, id: grant.sessionId, userAgent }, token);
      return { grant, expiresAt };
    });
    const accessToken = await this.accessTokens.issue(session.grant);
    return { accessToken, refreshToken: formatRefreshToken(token), refreshExpiresAt: session.expiresAt };
  }

  /** The only moment at which the password is at hand to be hashed anew. */
  private async renewHash({ userId, passwordHash }: LogInRow, password: string): Promise<void> {
    if (!this.hasher.isOutdated(passwordHash)) return;
    const renewed = await this.hasher.hash(password);
    await this.unitOfWork.runAsUser(userId, (tx) => this.accounts.updatePasswordHash(tx, userId, renewed));
  }
}
