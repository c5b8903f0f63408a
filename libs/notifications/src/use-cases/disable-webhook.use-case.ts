import { Injectable } from '@nestjs/common';
import { webhooksDisabledV1 } from '@shortlist/contracts';
import type { WebhookDisabledReason } from '@shortlist/contracts';
import { Clock, Logger, Outbox } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';

/** Stops deliveries to an endpoint and announces it, once, whoever or whatever is the reason. */
@Injectable()
export class DisableWebhook {
  constructor(
    private readonly endpoints: WebhookEndpointRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** `endpoint` as `tx` has locked it; one that is disabled already stays as it is. */
  async execute(tx: Tx, endpoint: WebhookEndpointEntity, reason: WebhookDisabledReason): Promise<void> {
    if (endpoint.status === 'disabled') return;
    const { id, organizationId, failingSince } = endpoint;
    const disabledAt = this.clock.now();
    await this.endpoints.change(tx, id, { status: 'disabled', disabledReason: reason, disabledAt });
    const data = { webhookId: id, reason, failingSince: failingSince?.toISOString() ?? null, disabledAt: disabledAt.toISOString() };
    await this.outbox.append(tx, webhooksDisabledV1, data, { organizationId });
    this.logger.warn('webhook_disabled', { organizationId, webhookId: id, reason });
  }
}
