import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { apiKeyNotFound } from '../domain/api-key.js';
import type { ApiKey } from '../domain/api-key.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';

/** Reads of API keys. Secrets are nowhere to be read. */
@Injectable()
export class ApiKeysQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  /** All that are not revoked, the newest first: there are few. */
  list(organizationId: string): Promise<ApiKey[]> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.apiKeys.list(tx));
  }

  /** Throws `auth.api_key_not_found`. */
  async get(organizationId: string, id: string): Promise<ApiKey> {
    const apiKey = await this.unitOfWork.run({ organizationId }, (tx) => this.apiKeys.find(tx, id));
    if (!apiKey) throw apiKeyNotFound();
    return apiKey;
  }
}
