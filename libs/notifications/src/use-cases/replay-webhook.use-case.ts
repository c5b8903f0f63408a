import { Injectable } from '@nestjs/common';
import { Clock, CodedError, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { isSuspect } from '../domain/endpoint-health.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';
import { assertActive } from './test-webhook.use-case.js';

/** Which events to send again: by id, or all that the endpoint wants within a time. */
export interface ReplaySelection {
  readonly eventIds?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

/** Sends events again, or for the first time to an endpoint that did not exist then. `webhook-id` stays the same. */
@Injectable()
export class ReplayWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly tasks: DeliveryTasks,
    private readonly clock: Clock,
  ) {}

  /** How many events are on their way again. */
  execute(organizationId: string, id: string, selection: ReplaySelection): Promise<number> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const endpoint = await this.endpoints.get(tx, id);
      assertActive(endpoint);
      const eventIds = await this.select(tx, endpoint.eventTypes, selection);
      const pairs = eventIds.map((eventId) => ({ endpointId: id, eventId }));
      await this.deliveries.schedule(tx, organizationId, pairs, this.clock.now());
      if (pairs.length > 0) await this.tasks.wake(tx, organizationId, [{ id, suspect: isSuspect(endpoint) }]);
      return pairs.length;
    });
  }

  private async select(tx: Tx, types: readonly string[], { eventIds, from, until }: ReplaySelection): Promise<string[]> {
    if (eventIds && (from || until)) throw unclear();
    if (from && until) return this.deliveries.eventsBetween(tx, types, from, until);
    if (!eventIds) throw unclear();
    const wanted = [...new Set(eventIds)];
    const known = await this.deliveries.knownEvents(tx, wanted);
    if (known.length === wanted.length) return known;
    throw new CodedError('notifications.webhook_event_not_found', 'not_found', 'There is no such event to replay.');
  }
}

function unclear(): CodedError {
  return new CodedError('notifications.replay_unclear', 'malformed', 'Give either eventIds, or from and until.');
}
