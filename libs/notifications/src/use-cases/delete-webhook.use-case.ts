import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';

/** Removes an endpoint with its deliveries and their log. */
@Injectable()
export class DeleteWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  execute(organizationId: string, id: string): Promise<void> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.endpoints.remove(tx, id));
  }
}
