import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { MOST_COUNTED, listed } from './listing.js';
import type { Listed, Listing } from './listing.js';

export interface DeliveryFilters {
  readonly state?: 'pending' | 'delivered' | 'failed' | null;
}

export interface WebhookAttemptView {
  readonly attemptedAt: string;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
}

export interface WebhookDeliveryView {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  /** The newest first. */
  readonly attempts: WebhookAttemptView[];
}

const SHOWN_ATTEMPTS = 30;
const MATCHING = `FROM notifications.webhook_deliveries d WHERE d.endpoint_id = $1 AND ($2::text IS NULL OR d.state = $2)`;
const COUNT = `SELECT count(*)::int AS total FROM (SELECT 1 ${MATCHING} LIMIT ${MOST_COUNTED + 1}) counted`;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const PAGE = `
  SELECT d.id, d.event_id AS "eventId", e.type AS "eventType", d.state,
         to_char(d.next_attempt_at AT TIME ZONE 'UTC', ${INSTANT}) AS "nextAttemptAt",
         to_char(d.created_at AT TIME ZONE 'UTC', ${INSTANT}) AS "createdAt", log.attempts
    FROM (SELECT * ${MATCHING} AND ($3::uuid IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4 OFFSET $5) d
    JOIN notifications.webhook_events e ON e.organization_id = d.organization_id AND e.id = d.event_id
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
               'attemptedAt', to_char(a.attempted_at AT TIME ZONE 'UTC', ${INSTANT}), 'durationMs', a.duration_ms,
               'statusCode', a.status_code, 'errorCode', a.error_code) ORDER BY a.id DESC), '[]') AS attempts
        FROM (SELECT * FROM notifications.webhook_attempts w
               WHERE w.organization_id = d.organization_id AND w.delivery_id = d.id ORDER BY w.id DESC LIMIT ${SHOWN_ATTEMPTS}) a) log
   ORDER BY d.id DESC`;

/** What became of the deliveries to an endpoint, the newest first, with their attempts. */
@Injectable()
export class ListWebhookDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  /** Throws `notifications.webhook_not_found`. */
  execute(
    organizationId: string,
    endpointId: string,
    { filters, limit, offset, after }: Listing<DeliveryFilters>,
  ): Promise<Listed<WebhookDeliveryView>> {
    const matching = [endpointId, filters.state ?? null];
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.endpoints.get(tx, endpointId);
      const rows = await tx.query<WebhookDeliveryView>(PAGE, [...matching, after?.[0] ?? null, limit + 1, offset]);
      const [counted] = await tx.query<{ total: number }>(COUNT, matching);
      return listed(rows, limit, counted?.total ?? 0);
    });
  }
}
