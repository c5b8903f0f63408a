import { createPublicKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { exportJWK } from 'jose';
import type { JWK } from 'jose';
import { UnitOfWork } from '@shortlist/platform';

/** The public keys of access tokens, present and next, as a JSON Web Key Set (RFC 7517). */
@Injectable()
export class ReadPublicKeys {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(): Promise<{ keys: JWK[] }> {
    const rows = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ kid: string; public_key: string }>(
        'SELECT kid, public_key FROM platform.verification_keys WHERE expires_at > now() ORDER BY kid',
      ),
    );
    const keys = rows.map(async ({ kid, public_key }) => ({
      ...(await exportJWK(createPublicKey(public_key))),
      kid,
      use: 'sig',
      alg: 'RS256',
    }));
    return { keys: await Promise.all(keys) };
  }
}
