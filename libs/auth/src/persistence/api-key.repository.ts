import { Injectable } from '@nestjs/common';
import { SigningSecret, apiKeyHash } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { ApiKey } from '../domain/api-key.js';

const SELECT = `
  SELECT k.id, k.organization_id AS "organizationId", k.name, k.prefix, k.scopes, k.expires_at AS "expiresAt", k.created_by AS "createdBy",
         k.created_at AS "createdAt", k.rotated_at AS "rotatedAt",
         (SELECT max(s.last_used_at) FROM platform.api_key_secrets s WHERE s.organization_id = k.organization_id AND s.api_key_id = k.id) AS "lastUsedAt"
    FROM auth.api_keys k WHERE k.revoked_at IS NULL`;

/** API keys of one organization, and the hashes from which every process checks them. */
@Injectable()
export class ApiKeyRepository {
  constructor(private readonly secret: SigningSecret) {}

  /** The newest first. */
  list(tx: Tx): Promise<ApiKey[]> {
    return tx.query<ApiKey>(`${SELECT} ORDER BY k.id DESC`);
  }

  async find(tx: Tx, id: string): Promise<ApiKey | null> {
    const [row] = await tx.query<ApiKey>(`${SELECT} AND k.id = $1`, [id]);
    return row ?? null;
  }

  /** As `find`, kept from changing until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ApiKey | null> {
    const [row] = await tx.query<ApiKey>(`${SELECT} AND k.id = $1 FOR UPDATE OF k`, [id]);
    return row ?? null;
  }

  async insert(tx: Tx, { id, organizationId, name, prefix, scopes, expiresAt, createdBy, createdAt }: ApiKey): Promise<void> {
    await tx.execute(
      `INSERT INTO auth.api_keys (id, organization_id, name, prefix, scopes, expires_at, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, name, prefix, scopes, expiresAt, createdBy, createdAt],
    );
  }

  async updateRotated(tx: Tx, { id, prefix, rotatedAt }: ApiKey): Promise<void> {
    await tx.execute('UPDATE auth.api_keys SET prefix = $2, rotated_at = $3 WHERE id = $1', [id, prefix, rotatedAt]);
  }

  async revoke(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.execute('UPDATE auth.api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [id, at]);
    await tx.execute('DELETE FROM platform.api_key_secrets WHERE api_key_id = $1', [id]);
  }

  /** From now on every process accepts the secret. */
  async insertSecret(tx: Tx, { id, organizationId, scopes, expiresAt }: ApiKey, secret: string): Promise<void> {
    await tx.execute(
      `INSERT INTO platform.api_key_secrets (secret_hash, organization_id, api_key_id, scopes, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [apiKeyHash(this.secret, secret), organizationId, id, scopes, expiresAt],
    );
  }

  /** Lets the secrets that stand now end at an instant, unless they end before. */
  async expireSecrets(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.execute('UPDATE platform.api_key_secrets SET expires_at = least(expires_at, $2) WHERE api_key_id = $1', [id, at]);
  }
}
