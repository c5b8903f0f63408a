import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { VERIFIES_AFTER_TURN_MS } from '../domain/signing-key-schedule.js';
import type { SigningTurn } from '../domain/signing-key-schedule.js';

export interface StoredSigningKey extends SigningTurn {
  readonly kid: string;
  /** Compact JWE of the PKCS #8 key. */
  readonly sealedPrivateKey: string;
  /** PEM of the SPKI. */
  readonly publicKey: string;
}

/** Signing keys, and their public halves where every process reads them. */
@Injectable()
export class SigningKeyRepository {
  /** The key whose turn it is by the database's clock. */
  async findCurrent(tx: Tx): Promise<Pick<StoredSigningKey, 'kid' | 'sealedPrivateKey'> | null> {
    const [row] = await tx.query<{ kid: string; sealed_private_key: string }>(
      `SELECT kid, sealed_private_key FROM auth.signing_keys
        WHERE signs_from <= now() AND now() < signs_until ORDER BY signs_from DESC LIMIT 1`,
    );
    return row ? { kid: row.kid, sealedPrivateKey: row.sealed_private_key } : null;
  }

  /** The turns of all keys and the database's time. */
  async readTurns(tx: Tx): Promise<{ turns: SigningTurn[]; now: Date }> {
    const rows = await tx.query<{ signs_from: Date; signs_until: Date }>('SELECT signs_from, signs_until FROM auth.signing_keys');
    const [time] = await tx.query<{ now: Date }>("SELECT date_trunc('milliseconds', now()) AS now");
    return { turns: rows.map((row) => ({ signsFrom: row.signs_from, signsUntil: row.signs_until })), now: time?.now ?? new Date() };
  }

  /** Two processes that rotate at once: the second waits until the first has committed. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0))`);
  }

  async insert(tx: Tx, key: StoredSigningKey): Promise<void> {
    await tx.execute('INSERT INTO auth.signing_keys (kid, sealed_private_key, signs_from, signs_until) VALUES ($1, $2, $3, $4)', [
      key.kid,
      key.sealedPrivateKey,
      key.signsFrom,
      key.signsUntil,
    ]);
    await tx.execute('INSERT INTO platform.verification_keys (kid, public_key, expires_at) VALUES ($1, $2, $3)', [
      key.kid,
      key.publicKey,
      new Date(key.signsUntil.getTime() + VERIFIES_AFTER_TURN_MS),
    ]);
  }

  async deleteExpired(tx: Tx): Promise<void> {
    await tx.execute('DELETE FROM platform.verification_keys WHERE expires_at < now()');
    await tx.execute('DELETE FROM auth.signing_keys WHERE signs_until < now()');
  }
}
