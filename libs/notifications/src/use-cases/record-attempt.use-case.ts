import { Injectable } from '@nestjs/common';
import { Clock } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { HEALTHY, afterFailure, isGivenUp, isSlow, pauseSeconds } from '../domain/endpoint-health.js';
import type { Verdict } from '../domain/webhook-answer.js';
import { nextAttemptAt } from '../domain/webhook-schedule.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import type { AttemptRecord } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';
import { DisableWebhook } from './disable-webhook.use-case.js';

export interface EndedAttempt {
  readonly organizationId: string;
  readonly endpointId: string;
  /** Attempts of the delivery, this one included. */
  readonly attempts: number;
  /** Since when the delivery was due. */
  readonly dueAt: Date;
  readonly attempt: AttemptRecord;
  readonly verdict: Verdict;
}

/** Writes down what came of an attempt, and with it when to try again and whether the endpoint is given up. */
@Injectable()
export class RecordAttempt {
  constructor(
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly disableWebhook: DisableWebhook,
    private readonly tasks: DeliveryTasks,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, ended: EndedAttempt): Promise<void> {
    const now = this.clock.now();
    await this.deliveries.logAttempt(tx, ended.organizationId, ended.attempt);
    if (ended.verdict.outcome === 'delivered') await this.succeeded(tx, ended, now);
    else await this.failed(tx, ended, now);
  }

  private async succeeded(tx: Tx, { endpointId, attempt, dueAt }: EndedAttempt, now: Date): Promise<void> {
    await this.deliveries.settle(tx, { deliveryId: attempt.deliveryId, dueAt }, 'delivered', null);
    await this.endpoints.change(tx, endpointId, {
      ...HEALTHY,
      lastSuccessAt: now,
      answersSlowly: isSlow(attempt.durationMs),
      throttledUntil: null,
    });
  }

  private async failed(tx: Tx, { organizationId, endpointId, attempts, attempt, dueAt, verdict }: EndedAttempt, now: Date): Promise<void> {
    const retryAt = verdict.outcome === 'gone' ? null : nextAttemptAt(attempts, now, verdict.retryAfterSeconds);
    await this.deliveries.settle(tx, { deliveryId: attempt.deliveryId, dueAt }, retryAt ? 'pending' : 'failed', retryAt);
    if (retryAt) await this.tasks.retry(tx, organizationId, endpointId, retryAt);
    const endpoint = await this.endpoints.findForUpdate(tx, endpointId);
    if (!endpoint) return;
    const health = afterFailure(endpoint, now);
    const pause = Math.max(verdict.throttleSeconds ?? 0, pauseSeconds(health, now));
    const throttledUntil = new Date(now.getTime() + pause * 1_000);
    await this.endpoints.change(tx, endpointId, { ...health, throttledUntil });
    const reason = verdict.outcome === 'gone' ? 'gone' : isGivenUp(health, now) ? 'failing' : null;
    if (reason) await this.disableWebhook.execute(tx, { ...endpoint, ...health }, reason);
  }
}
