import { Injectable } from '@nestjs/common';
import { newId, onceIn } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { TEST_EVENT_TYPE } from '../domain/webhook-event.js';
import type { WebhookEvent } from '../domain/webhook-event.js';

/** What to send next to an endpoint. */
export interface DueDelivery {
  readonly deliveryId: string;
  /** Attempts so far. */
  readonly attempts: number;
  /** Since when it is due. */
  readonly dueAt: Date;
  readonly event: WebhookEvent;
  /** The span in which the event was announced. */
  readonly traceparent: string | null;
}

/** Which delivery an attempt was for, as it was due then. */
export type DueAttempt = Pick<DueDelivery, 'deliveryId' | 'dueAt'>;

export interface Subscriber {
  readonly id: string;
  /** Failed or took long last time, or never answered well yet. */
  readonly suspect: boolean;
}

export interface AttemptRecord {
  readonly deliveryId: string;
  readonly attemptedAt: Date;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
}

interface DueRow {
  readonly deliveryId: string;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly id: string;
  readonly type: WebhookEvent['type'];
  readonly occurredAt: Date;
  readonly data: Record<string, unknown>;
  readonly traceparent: string | null;
}

/**
 * Events, deliveries and attempts of the organization of `tx`. Times are compared with the later of the process's clock and the
 * database's, by which tasks start: a process whose clock is behind must not find that it came too early.
 */
@Injectable()
export class WebhookDeliveryRepository {
  /** Keeps an event, with the span that announces it. */
  async addEvent(tx: Tx, organizationId: string, event: WebhookEvent, traceparent: string | null): Promise<void> {
    const { id, type, occurredAt, data } = event;
    await tx.execute(
      `INSERT INTO notifications.webhook_events (id, organization_id, type, occurred_at, data, traceparent) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [id, organizationId, type, occurredAt, JSON.stringify(data), traceparent],
    );
  }

  /** A delivery for every active endpoint that wants the event; the endpoints that got one. */
  async addForSubscribers(tx: Tx, organizationId: string, { id, type }: WebhookEvent, dueAt: Date): Promise<Subscriber[]> {
    const subscribers = await onceIn(tx, `webhook-subscribers:${type}`, () =>
      tx.query<Subscriber>(
        `SELECT id, failing_since IS NOT NULL OR last_success_at IS NULL OR answers_slowly AS suspect FROM notifications.webhook_endpoints
          WHERE status = 'active' AND (event_types = '{}' OR $1 = ANY(event_types)) ORDER BY id`,
        [type],
      ),
    );
    const pairs = subscribers.map((endpoint) => ({ endpointId: endpoint.id, eventId: id }));
    await this.schedule(tx, organizationId, pairs, dueAt);
    return subscribers;
  }

  /** Adds deliveries, or starts those that exist from the beginning. */
  async schedule(tx: Tx, organizationId: string, pairs: readonly { endpointId: string; eventId: string }[], dueAt: Date): Promise<void> {
    if (pairs.length === 0) return;
    await tx.execute(
      `INSERT INTO notifications.webhook_deliveries (id, organization_id, endpoint_id, event_id, next_attempt_at)
       SELECT id, $1, endpoint_id, event_id, $5 FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS delivery(id, endpoint_id, event_id)
       ON CONFLICT (organization_id, endpoint_id, event_id) DO UPDATE SET state = 'pending', attempts = 0, next_attempt_at = excluded.next_attempt_at`,
      [organizationId, pairs.map(() => newId()), pairs.map((pair) => pair.endpointId), pairs.map((pair) => pair.eventId), dueAt],
    );
  }

  /** The delivery of an endpoint that has been due for longest. */
  async nextDue(tx: Tx, endpointId: string, now: Date): Promise<DueDelivery | null> {
    const [row] = await tx.query<DueRow>(
      `SELECT d.id AS "deliveryId", d.attempts, d.next_attempt_at AS "dueAt", e.id, e.type, e.occurred_at AS "occurredAt", e.data, e.traceparent
         FROM notifications.webhook_deliveries d JOIN notifications.webhook_events e ON e.organization_id = d.organization_id AND e.id = d.event_id
        WHERE d.endpoint_id = $1 AND d.state = 'pending' AND d.next_attempt_at <= greatest($2, now())
        ORDER BY d.next_attempt_at, d.event_id LIMIT 1`,
      [endpointId, now],
    );
    if (!row) return null;
    const { deliveryId, attempts, dueAt, traceparent, ...event } = row;
    return { deliveryId, attempts, dueAt, event, traceparent };
  }

  /** Those of the ids that are events of this organization. */
  async knownEvents(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM notifications.webhook_events WHERE id = ANY($1::uuid[])', [ids]);
    return rows.map((row) => row.id);
  }

  /** Events of the types (none: of all but tests) that happened within the time. */
  async eventsBetween(tx: Tx, types: readonly string[], from: Date, until: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM notifications.webhook_events
        WHERE occurred_at >= $2 AND occurred_at < $3 AND type <> $4 AND (cardinality($1::text[]) = 0 OR type = ANY($1))`,
      [types, from, until, TEST_EVENT_TYPE],
    );
    return rows.map((row) => row.id);
  }

  async logAttempt(tx: Tx, organizationId: string, attempt: AttemptRecord): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.webhook_attempts (id, organization_id, delivery_id, attempted_at, duration_ms, status_code, error_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), organizationId, attempt.deliveryId, attempt.attemptedAt, attempt.durationMs, attempt.statusCode, attempt.errorCode],
    );
  }

  /**
   * The end of one attempt; with `nextAttemptAt` another follows. A delivery that was asked for again meanwhile stays due: what was delivered
   * then is not what was asked for now.
   */
  async settle(
    tx: Tx,
    { deliveryId, dueAt }: DueAttempt,
    state: 'delivered' | 'failed' | 'pending',
    nextAttemptAt: Date | null,
  ): Promise<void> {
    await tx.execute(
      `UPDATE notifications.webhook_deliveries SET state = $2, attempts = attempts + 1, next_attempt_at = $3
        WHERE id = $1 AND date_trunc('milliseconds', next_attempt_at) = $4`,
      [deliveryId, state, nextAttemptAt, dueAt],
    );
  }

  /**
   * Takes or extends the right to deliver to an endpoint whose row `tx` has locked. Null when it was got, else when to ask again:
   * another run has it, or the endpoint is throttled.
   */
  async lease(tx: Tx, endpointId: string, leaseId: string, { seconds, now }: { seconds: number; now: Date }): Promise<Date | null> {
    const taken = await tx.execute(
      `UPDATE notifications.webhook_endpoints SET lease_id = $2, leased_until = now() + make_interval(secs => $3)
        WHERE id = $1 AND (lease_id IS NULL OR lease_id = $2 OR leased_until <= now())
          AND (throttled_until IS NULL OR throttled_until <= greatest($4, now()))`,
      [endpointId, leaseId, seconds, now],
    );
    if (taken === 1) return null;
    const [busy] = await tx.query<{ until: Date }>(
      'SELECT greatest(leased_until, throttled_until) AS until FROM notifications.webhook_endpoints WHERE id = $1',
      [endpointId],
    );
    return busy?.until ?? null;
  }

  /** False when the lease was not ours (any more). */
  async release(tx: Tx, endpointId: string, leaseId: string): Promise<boolean> {
    const changed = await tx.execute(
      'UPDATE notifications.webhook_endpoints SET lease_id = NULL, leased_until = NULL WHERE id = $1 AND lease_id = $2',
      [endpointId, leaseId],
    );
    return changed === 1;
  }
}
