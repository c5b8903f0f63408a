import { Injectable } from '@nestjs/common';
import { CodedError } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

/** The rest of a new endpoint has defaults. */
export type NewEndpoint = Pick<WebhookEndpointEntity, 'id' | 'organizationId' | 'url' | 'description' | 'eventTypes' | 'secret'>;

/** Endpoints of the organization of `tx`. */
@Injectable()
export class WebhookEndpointRepository {
  async add(tx: Tx, endpoint: NewEndpoint): Promise<void> {
    await tx.manager.insert(WebhookEndpointEntity, endpoint);
  }

  find(tx: Tx, id: string): Promise<WebhookEndpointEntity | null> {
    return tx.manager.findOneBy(WebhookEndpointEntity, { id });
  }

  /** Throws `notifications.webhook_not_found`. */
  async get(tx: Tx, id: string): Promise<WebhookEndpointEntity> {
    return known(await this.find(tx, id));
  }

  /** Kept from others until the end of the transaction. */
  findForUpdate(tx: Tx, id: string): Promise<WebhookEndpointEntity | null> {
    return tx.manager.findOne(WebhookEndpointEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The same; throws `notifications.webhook_not_found`. */
  async getForUpdate(tx: Tx, id: string): Promise<WebhookEndpointEntity> {
    return known(await this.findForUpdate(tx, id));
  }

  count(tx: Tx): Promise<number> {
    return tx.manager.count(WebhookEndpointEntity);
  }

  async change(tx: Tx, id: string, changes: Partial<WebhookEndpointEntity>): Promise<void> {
    await tx.manager.update(WebhookEndpointEntity, { id }, changes);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    const { affected } = await tx.manager.delete(WebhookEndpointEntity, { id });
    if (affected !== 1) known(null);
  }
}

function known(endpoint: WebhookEndpointEntity | null): WebhookEndpointEntity {
  if (endpoint) return endpoint;
  throw new CodedError('notifications.webhook_not_found', 'not_found', 'There is no such webhook.');
}
