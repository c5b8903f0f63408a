import { Injectable } from '@nestjs/common';
import { Keyring, organizationKey } from '@shortlist/platform';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';

const place = (endpointId: string): string => `notifications.webhook_endpoints|secret|${endpointId}`;

/** Secrets of endpoints: sealed in the database, in plain text only here and in the receiver's hands. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly keyring: Keyring) {}

  seal(organizationId: string, endpointId: string, secret: string): Promise<string> {
    return this.keyring.seal(organizationId, organizationKey, place(endpointId), secret);
  }

  /** The newest secret. */
  open({ organizationId, id, secret }: WebhookEndpointEntity): Promise<string> {
    return this.keyring.open(organizationId, place(id), secret);
  }

  /** Every secret that receivers may verify with at the given time: the newest first. */
  valid(endpoint: WebhookEndpointEntity, at: Date): Promise<string[]> {
    const { previousSecret, previousSecretExpiresAt } = endpoint;
    const previous = previousSecret && previousSecretExpiresAt && previousSecretExpiresAt > at ? [previousSecret] : [];
    const sealed = [endpoint.secret, ...previous];
    return Promise.all(sealed.map((secret) => this.keyring.open(endpoint.organizationId, place(endpoint.id), secret)));
  }
}
