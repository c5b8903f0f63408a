import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, staleVersion } from '@shortlist/platform';
import { apiKeyNotFound, versionOf } from '../domain/api-key.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';

/** Ends an API key with all its secrets; every process refuses it within a minute. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async execute(organizationId: string, id: string, version: number): Promise<void> {
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const current = await this.apiKeys.lock(tx, id);
      if (!current) throw apiKeyNotFound();
      if (versionOf(current) !== version) throw staleVersion('auth.api_key_changed');
      await this.apiKeys.revoke(tx, id, this.clock.now());
    });
  }
}
