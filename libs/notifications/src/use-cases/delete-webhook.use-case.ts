import { Injectable } from '@nestjs/common';
import { UnitOfWork, staleVersion } from '@shortlist/platform';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';

/** Removes an endpoint with its deliveries and their log. */
@Injectable()
export class DeleteWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  execute(organizationId: string, id: string, version: number): Promise<void> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const endpoint = await this.endpoints.getForUpdate(tx, id);
      if (endpoint.version !== version) throw staleVersion('notifications.webhook_changed');
      await this.endpoints.remove(tx, id);
    });
  }
}
