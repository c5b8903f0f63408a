import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';

/** Wakes endpoints where deliveries are long due. What is due is kept with the delivery, so a run too many finds nothing to do. */
@Injectable()
export class ReviveWebhookDeliveries {
  constructor(private readonly deliveries: DeliveryTasks) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const stuck = await tx.query<{ id: string; due: number }>(
      `WITH due AS (
         SELECT d.id, d.endpoint_id FROM notifications.webhook_deliveries d JOIN notifications.webhook_endpoints e ON e.id = d.endpoint_id
          WHERE d.state = 'pending' AND e.status = 'active' AND coalesce(e.leased_until < now(), true) AND coalesce(e.throttled_until < now(), true)
            AND greatest(d.next_attempt_at, d.updated_at) < now() - make_interval(mins => $1) ORDER BY d.id LIMIT $2),
       touched AS (UPDATE notifications.webhook_deliveries d SET updated_at = now() FROM due WHERE d.id = due.id)
       SELECT endpoint_id AS id, count(*)::int AS due FROM due GROUP BY endpoint_id`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    await this.deliveries.wake(
      tx,
      organizationId,
      stuck.map(({ id }) => ({ id, suspect: true })),
    );
    return stuck.reduce((sum, { due }) => sum + due, 0);
  }
}
