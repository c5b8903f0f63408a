import { Injectable } from '@nestjs/common';
import { newId } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import type { Notification } from '../domain/notification.js';
import { VISIBLE, visibleTo } from './visible-notification.js';

/** In-app notifications of the organization of `tx`. */
@Injectable()
export class NotificationRepository {
  async put(tx: Tx, organizationId: string, { effectKey, kind, permission, userId, jobId, data }: Notification): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.notifications (id, organization_id, effect_key, kind, permission, job_id, data, user_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, effect_key) DO UPDATE SET data = excluded.data, occurred_at = excluded.occurred_at`,
      [newId(), organizationId, effectKey, kind, permission, jobId, JSON.stringify(data), userId ?? null],
    );
  }

  /** False when there is no such notification for this person with these permissions. */
  async markRead(tx: Tx, caller: StaffPrincipal, id: string): Promise<boolean> {
    const marked = await tx.execute(
      `INSERT INTO notifications.notification_reads (organization_id, notification_id, user_id)
       SELECT n.organization_id, n.id, $1 FROM notifications.notifications n WHERE n.organization_id = $4 AND n.id = $5 AND ${VISIBLE}
       ON CONFLICT (organization_id, notification_id, user_id) DO UPDATE SET read_at = excluded.read_at`,
      [...visibleTo(caller), caller.organizationId, id],
    );
    return marked === 1;
  }
}
