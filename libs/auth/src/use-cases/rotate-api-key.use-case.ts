import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import { newApiKeySecret, prefixOf } from '../credentials/api-key-secret.js';
import { apiKeyNotFound } from '../domain/api-key.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';
import type { ApiKeyWithSecret } from './create-api-key.use-case.js';

/** Gives an API key a new secret; the one before works beside it until the overlap ends. */
@Injectable()
export class RotateApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async execute(organizationId: string, id: string, overlapSeconds: number): Promise<ApiKeyWithSecret> {
    const secret = newApiKeySecret();
    const rotatedAt = this.clock.now();
    const apiKey = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const current = await this.apiKeys.lock(tx, id);
      if (!current) throw apiKeyNotFound();
      const rotated = { ...current, prefix: prefixOf(secret), rotatedAt };
      await this.apiKeys.expireSecrets(tx, id, new Date(rotatedAt.getTime() + overlapSeconds * 1_000));
      await this.apiKeys.updateRotated(tx, rotated);
      await this.apiKeys.insertSecret(tx, rotated, secret);
      return rotated;
    });
    return { apiKey, secret };
  }
}
