import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import { apiKeyNotFound } from '../domain/api-key.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';

/** Ends an API key with all its secrets; every process refuses it within a minute. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async execute(organizationId: string, id: string): Promise<void> {
    const revoked = await this.unitOfWork.run({ organizationId }, (tx) => this.apiKeys.revoke(tx, id, this.clock.now()));
    if (!revoked) throw apiKeyNotFound();
  }
}
