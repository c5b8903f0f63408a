import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import { newWebhookSecret } from '../domain/webhook-signature.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { WebhookSecrets } from '../webhooks/webhook-secrets.js';
import type { EndpointWithSecret } from './create-webhook.use-case.js';

/** Gives an endpoint a new secret; the one before signs beside it until the overlap ends. */
@Injectable()
export class RotateWebhookSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
  ) {}

  async execute(organizationId: string, id: string, overlapSeconds: number): Promise<EndpointWithSecret> {
    const sealed = await this.secrets.seal(organizationId, id, newWebhookSecret());
    const endpoint = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const current = await this.endpoints.getForUpdate(tx, id);
      const previousSecretExpiresAt = new Date(this.clock.now().getTime() + overlapSeconds * 1_000);
      await this.endpoints.change(tx, id, {
        secret: sealed,
        previousSecret: current.secret,
        previousSecretExpiresAt,
        version: current.version + 1,
      });
      return this.endpoints.get(tx, id);
    });
    // Of a repeated request the secret that was stored the first time.
    return { endpoint, secret: await this.secrets.open(endpoint) };
  }
}
