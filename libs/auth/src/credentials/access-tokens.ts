import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { Clock, newId, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { ACCESS_TOKEN_SECONDS } from '../domain/session-times.js';
import { SigningKeys } from './signing-keys.js';

/** For whom an access token speaks. */
export interface AccessGrant {
  readonly userId: string;
  readonly organizationId: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** Issues access tokens: JWT of type `at+jwt` (RFC 9068), RS256. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  async issue({ userId, organizationId, role, sessionId }: AccessGrant): Promise<string> {
    const { kid, privateKey } = await this.keys.forSigning();
    const now = Math.floor(this.clock.now().getTime() / 1_000);
    return new SignJWT({ org: organizationId, role, sid: sessionId })
      .setProtectedHeader({ alg: 'RS256', typ: TOKEN_TYPE, kid })
      .setSubject(userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setJti(newId())
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
      .sign(privateKey);
  }
}
