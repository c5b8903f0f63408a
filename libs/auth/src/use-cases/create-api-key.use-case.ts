import { Injectable } from '@nestjs/common';
import type { ApiKeyScope } from '@shortlist/contracts';
import { Clock, UnitOfWork, newId } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { newApiKeySecret, prefixOf } from '../credentials/api-key-secret.js';
import { apiKeyExpiresInPast, tooManyApiKeys } from '../domain/api-key.js';
import type { ApiKey } from '../domain/api-key.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly expiresAt: Date | null;
}

/** A key with its secret in plain text: shown once. */
export interface ApiKeyWithSecret {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

const MOST_API_KEYS = 100;

/** Makes an API key of the caller's organization. */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, userId }: StaffPrincipal, { name, scopes, expiresAt }: NewApiKey): Promise<ApiKeyWithSecret> {
    const createdAt = this.clock.now();
    if (expiresAt && expiresAt <= createdAt) throw apiKeyExpiresInPast();
    const secret = newApiKeySecret();
    const own = { id: newId(), organizationId, name, prefix: prefixOf(secret), scopes: [...new Set(scopes)].sort(), expiresAt };
    const apiKey: ApiKey = { ...own, createdBy: userId, createdAt, rotatedAt: null, lastUsedAt: null };
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      if ((await this.apiKeys.list(tx)).length >= MOST_API_KEYS) throw tooManyApiKeys(MOST_API_KEYS);
      await this.apiKeys.insert(tx, apiKey);
      await this.apiKeys.insertSecret(tx, apiKey, secret);
    });
    return { apiKey, secret };
  }
}
