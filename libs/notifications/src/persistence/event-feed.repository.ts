import { Injectable } from '@nestjs/common';
import { countFound } from '@shortlist/platform';
import type { FoundCount, Tx } from '@shortlist/platform';
import { TEST_EVENT_TYPE } from '../domain/webhook-event.js';
import type { WebhookEventType } from '../domain/webhook-event.js';

/** An event as it is pulled. */
export interface FeedEvent {
  readonly id: string;
  readonly type: WebhookEventType;
  readonly occurredAt: Date;
  readonly data: Record<string, unknown>;
}

/** The events of the organization of `tx` in the order in which they are pulled. Test events are meant for one receiver and have no place. */
@Injectable()
export class EventFeedRepository {
  /** The place of an event: null while it has none yet, undefined when there is no such event. */
  async positionOf(tx: Tx, eventId: string): Promise<string | null | undefined> {
    const [row] = await tx.query<{ position: string | null }>(
      'SELECT position FROM notifications.webhook_events WHERE id = $1 AND type <> $2',
      [eventId, TEST_EVENT_TYPE],
    );
    return row?.position;
  }

  /** Gives places to the next events without one, in the order of storing. How many got one. */
  async place(tx: Tx, organizationId: string, limit: number): Promise<number> {
    // In a statement of its own: the next one must see what the holder before gave.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('notifications.event_feed|' || $1, 0))`, [organizationId]);
    return tx.execute(
      `UPDATE notifications.webhook_events e SET position = feed.last + fresh.number
         FROM (SELECT coalesce(max(position), 0) AS last FROM notifications.webhook_events WHERE organization_id = $1) feed,
              (SELECT id, row_number() OVER (ORDER BY stored_as) AS number FROM (
                 SELECT id, stored_as FROM notifications.webhook_events
                  WHERE organization_id = $1 AND position IS NULL AND type <> $2 ORDER BY stored_as LIMIT $3) next) fresh
        WHERE e.id = fresh.id`,
      [organizationId, TEST_EVENT_TYPE, limit],
    );
  }

  after(tx: Tx, position: string, limit: number): Promise<FeedEvent[]> {
    return tx.query<FeedEvent>(
      `SELECT id, type, occurred_at AS "occurredAt", data FROM notifications.webhook_events WHERE position > $1 ORDER BY position LIMIT $2`,
      [position, limit],
    );
  }

  /** How many events there are beyond a place, placed or not. */
  countAfter(tx: Tx, position: string): Promise<FoundCount> {
    return countFound(tx, 'SELECT FROM notifications.webhook_events WHERE type <> $2 AND (position > $1 OR position IS NULL)', [
      position,
      TEST_EVENT_TYPE,
    ]);
  }
}
