import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';

/** Reads of webhooks. */
@Injectable()
export class WebhooksQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  /** All of them: there are at most 50. */
  list(organizationId: string): Promise<WebhookEndpointEntity[]> {
    return this.unitOfWork.run({ organizationId }, (tx) => tx.manager.find(WebhookEndpointEntity));
  }

  /** Throws `notifications.webhook_not_found`. */
  get(organizationId: string, id: string): Promise<WebhookEndpointEntity> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.endpoints.get(tx, id));
  }
}
