import { generateKeyPairSync } from 'node:crypto';
import type { DatabaseAddress, Role } from '@shortlist/platform';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, newId } from '@shortlist/platform';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { asSuperuser } from '../superuser.js';

export interface Bearer {
  readonly userId: string;
  /** Null for candidate accounts. */
  readonly organizationId: string | null;
  readonly role: Role;
}

/** Signs access tokens with a key that the installation takes for its own. */
export class TokenSigner {
  readonly kid = newId();
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly privateKey = this.pair.privateKey;
  readonly publicKey = this.pair.publicKey;

  /** Publishes the public half as auth would; `expired` for a key whose time is over. */
  static async publish(address: DatabaseAddress, { expired = false } = {}): Promise<TokenSigner> {
    const signer = new TokenSigner();
    const lasts = expired ? '-1 second' : '1 day';
    await asSuperuser(address, (client) =>
      client.query('INSERT INTO platform.verification_keys (kid, public_key, expires_at) VALUES ($1, $2, now() + $3::interval)', [
        ...[signer.kid, signer.publicKey.export({ type: 'spki', format: 'pem' }), lasts],
      ]),
    );
    return signer;
  }

  /** The claims of a good token of a session of its own. */
  claimsOf({ userId, organizationId, role }: Bearer): JWTPayload {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { sub: userId, org: organizationId, role, sid: newId() };
    return { ...claims, iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE, iat: now, exp: now + 900 };
  }

  tokenFor(bearer: Bearer): Promise<string> {
    return this.sign(this.claimsOf(bearer));
  }

  sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: TOKEN_TYPE, kid: this.kid, ...header }).sign(this.privateKey);
  }
}
