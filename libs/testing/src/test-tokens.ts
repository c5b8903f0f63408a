import { generateKeyPairSync } from 'node:crypto';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, newId } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { SignJWT } from 'jose';
import type { TestDatabase } from './test-database.js';

export interface TokenClaims {
  readonly organizationId: string | null;
  readonly role: Role;
  readonly userId?: string;
}

/** Signs access tokens for specs of contexts other than auth, with a key published as auth would. */
export async function testTokens(database: TestDatabase): Promise<(claims: TokenClaims) => Promise<string>> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = newId();
  await database.rows("INSERT INTO platform.verification_keys (kid, public_key, expires_at) VALUES ($1, $2, now() + interval '1 day')", [
    kid,
    publicKey.export({ type: 'spki', format: 'pem' }),
  ]);
  return ({ organizationId, role, userId = newId() }) =>
    new SignJWT({ ...(organizationId && { org: organizationId }), role, sid: newId() })
      .setProtectedHeader({ alg: 'RS256', typ: TOKEN_TYPE, kid })
      .setSubject(userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(privateKey);
}
