import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork, newId } from '@shortlist/platform';
import { destinationOf } from '../domain/destination.js';
import type { WebhookEventType } from '../domain/webhook-event.js';
import { newWebhookSecret } from '../domain/webhook-signature.js';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { WebhookSecrets } from '../webhooks/webhook-secrets.js';
import { WebhookSettings } from '../webhooks/webhook-settings.js';

export interface NewWebhook {
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly WebhookEventType[];
}

/** An endpoint with its secret in plain text: shown once. */
export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpointEntity;
  readonly secret: string;
}

/** Every event is sent to each of them. */
const MOST_WEBHOOKS = 50;

/** Adds a receiver of webhooks. */
@Injectable()
export class CreateWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly secrets: WebhookSecrets,
    private readonly settings: WebhookSettings,
  ) {}

  async execute(organizationId: string, { url, description, eventTypes }: NewWebhook): Promise<EndpointWithSecret> {
    const destination = destinationOf(url, this.settings.destinations);
    const id = newId();
    const sealed = await this.secrets.seal(organizationId, id, newWebhookSecret());
    const endpoint = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const row = { id, organizationId, url: destination.href, description, eventTypes: [...eventTypes], secret: sealed };
      if ((await this.endpoints.count(tx)) >= MOST_WEBHOOKS) throw tooMany();
      await this.endpoints.add(tx, row);
      return this.endpoints.get(tx, id);
    });
    // Of a repeated request the secret that was stored the first time.
    return { endpoint, secret: await this.secrets.open(endpoint) };
  }
}

function tooMany(): CodedError {
  return new CodedError('notifications.too_many_webhooks', 'rule', `An organization may have ${MOST_WEBHOOKS} webhooks.`);
}
