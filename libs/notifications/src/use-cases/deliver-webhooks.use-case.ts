import { Injectable } from '@nestjs/common';
import { Clock, Tracing, UnitOfWork, newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { isSlow } from '../domain/endpoint-health.js';
import { judge } from '../domain/webhook-answer.js';
import type { WebhookAnswer } from '../domain/webhook-answer.js';
import { webhookBody } from '../domain/webhook-event.js';
import { signedHeaders } from '../domain/webhook-signature.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import type { DueDelivery } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import type { DeliverWebhooksTask } from '../tasks/deliver-webhooks.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';
import { LingeringRuns } from '../webhooks/lingering-runs.js';
import { WebhookClient } from '../webhooks/webhook-client.js';
import { WebhookMetrics } from '../webhooks/webhook-metrics.js';
import { WebhookSecrets } from '../webhooks/webhook-secrets.js';
import { RecordAttempt } from './record-attempt.use-case.js';
import type { EndedAttempt } from './record-attempt.use-case.js';

/** One attempt and its bookkeeping take less. */
const LEASE_SECONDS = 60;
/** Then others have their turn. */
const TURN_MS = 1_000;

/** One run at an endpoint. */
interface Turn {
  readonly organizationId: string;
  readonly endpointId: string;
  readonly leaseId: string;
  /** By `performance.now()`. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
}

interface Taken {
  readonly endpoint: WebhookEndpointEntity;
  readonly due: DueDelivery;
}

/**
 * Delivers what is due at one endpoint, one at a time: a lease on the endpoint keeps other runs away and, should this process
 * die, runs out. An attempt whose record was lost is repeated under the same `webhook-id`.
 */
@Injectable()
export class DeliverWebhooks {
  /** Endpoints at which this process is making an attempt, after which it looks for what else is due there: other runs have nothing to do. */
  private readonly busy = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly secrets: WebhookSecrets,
    private readonly client: WebhookClient,
    private readonly recordAttempt: RecordAttempt,
    private readonly tasks: DeliveryTasks,
    private readonly lingering: LingeringRuns,
    private readonly metrics: WebhookMetrics,
    private readonly tracing: Tracing,
    private readonly clock: Clock,
  ) {}

  /** May return before it has ended: a slow receiver holds up no worker. */
  async execute(task: DeliverWebhooksTask, taskSignal: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([taskSignal, this.lingering.signal]);
    signal.throwIfAborted();
    if (this.busy.has(task.endpointId)) return;
    const run = this.deliver(task, signal);
    if (await this.lingering.settle(run)) return;
    const { organizationId, endpointId } = task;
    const leaseEnd = new Date(this.clock.now().getTime() + LEASE_SECONDS * 1_000);
    // Should the process die meanwhile, somebody has to come back.
    await this.unitOfWork.run({ organizationId }, (tx) => this.tasks.comeBack(tx, organizationId, endpointId, leaseEnd));
  }

  private async deliver({ organizationId, endpointId }: DeliverWebhooksTask, signal: AbortSignal): Promise<void> {
    const turn: Turn = { organizationId, endpointId, leaseId: newId(), endsAt: performance.now() + TURN_MS, signal };
    const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.unitOfWork.run({ organizationId }, work);
    let taken = await inTx((tx) => this.take(tx, turn));
    try {
      while (taken) {
        const ended: EndedAttempt | null = await this.attempt(taken);
        taken = await inTx((tx) => this.settle(tx, turn, ended));
      }
    } catch (error) {
      await inTx((tx) => this.release(tx, turn, true));
      throw error;
    }
  }

  /** The next delivery, with the lease extended for it. */
  private async take(tx: Tx, { endpointId, leaseId }: Turn): Promise<Taken | null> {
    const endpoint = await this.endpoints.findForUpdate(tx, endpointId);
    if (!endpoint || endpoint.status !== 'active') return null;
    const now = this.clock.now();
    const due = await this.deliveries.nextDue(tx, endpointId, now);
    if (!due) return null;
    const busyUntil = await this.deliveries.lease(tx, endpointId, leaseId, { seconds: LEASE_SECONDS, now });
    if (!busyUntil) return { endpoint, due };
    await this.tasks.comeBack(tx, endpoint.organizationId, endpointId, busyUntil);
    return null;
  }

  /** Null when nobody knows what the receiver thinks of it: it was given up because the process stops. */
  private async attempt({ endpoint, due }: Taken): Promise<EndedAttempt | null> {
    this.busy.add(endpoint.id);
    try {
      const attemptedAt = this.clock.now();
      const started = performance.now();
      const answer = await this.send(endpoint, due, attemptedAt);
      if (this.lingering.signal.aborted && answer.statusCode === null) return null;
      const attempt = { deliveryId: due.deliveryId, attemptedAt, durationMs: Math.round(performance.now() - started), ...answer };
      const verdict = judge(answer, this.clock.now());
      this.metrics.attempted(verdict.outcome, attempt.durationMs);
      const { organizationId, id: endpointId } = endpoint;
      return { organizationId, endpointId, attempts: due.attempts + 1, dueAt: due.dueAt, attempt, verdict };
    } finally {
      this.busy.delete(endpoint.id);
    }
  }

  /**
   * Writes down what came of an attempt and takes the next delivery in the same transaction, which locks the endpoint first. Once it failed
   * or was slow, what else is due there waits for another run, so that others have their turn.
   */
  private async settle(tx: Tx, turn: Turn, ended: EndedAttempt | null): Promise<Taken | null> {
    if (ended) await this.recordAttempt.execute(tx, ended);
    const isSuspect = ended?.verdict.outcome !== 'delivered' || isSlow(ended.attempt.durationMs);
    const goesOn = !isSuspect && !turn.signal.aborted && performance.now() < turn.endsAt;
    if (!goesOn) {
      await this.release(tx, turn, isSuspect);
      return null;
    }
    const next = await this.take(tx, turn);
    // Nothing is due there, as seen while the row is locked.
    if (!next) await this.deliveries.release(tx, turn.endpointId, turn.leaseId);
    return next;
  }

  /** One attempt, in the trace of its event; the receiver may continue that. */
  private send(endpoint: WebhookEndpointEntity, due: DueDelivery, at: Date): Promise<WebhookAnswer> {
    const { event, deliveryId, traceparent: parent } = due;
    const { organizationId, id: webhookId } = endpoint;
    const fields = { organizationId, webhookId, deliveryId, eventId: event.id, attempt: due.attempts + 1 };
    return this.tracing.run({ name: `webhook ${event.type}`, kind: 'client', parent, fields }, async (span) => {
      const body = webhookBody(event);
      const signed = signedHeaders(event.id, at, body, await this.secrets.valid(endpoint, at));
      const { traceparent } = span;
      const headers = { 'content-type': 'application/json', 'user-agent': 'Shortlist-Webhooks/1.0', traceparent, ...signed };
      const answer = await this.client.post({ url: endpoint.url, headers, body }, this.lingering.signal);
      span.note({ status: answer.statusCode });
      if (judge(answer, at).outcome !== 'delivered') span.fail(answer.errorCode ?? String(answer.statusCode));
      return answer;
    });
  }

  /**
   * Looks for due deliveries after giving up the lease, while the endpoint's row is still locked: a run that could not get the
   * lease had committed its delivery before, and one that comes later gets the lease.
   */
  private async release(tx: Tx, { organizationId, endpointId, leaseId }: Turn, suspect: boolean): Promise<void> {
    if (!(await this.deliveries.release(tx, endpointId, leaseId))) return;
    const due = await this.deliveries.nextDue(tx, endpointId, this.clock.now());
    if (due) await this.tasks.wake(tx, organizationId, [{ id: endpointId, suspect }]);
  }
}
