import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import type { NotificationKind } from '../domain/notification.js';
import { VISIBLE, visibleTo } from '../persistence/visible-notification.js';
import { MOST_COUNTED, listed } from './listing.js';
import type { Listed, Listing } from './listing.js';

export interface NotificationFilters {
  readonly unread?: boolean | null;
}

export interface NotificationView {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly jobId: string | null;
  readonly jobTitle: string | null;
  readonly webhookId: string | null;
  readonly entered: number | null;
  readonly left: number | null;
  readonly searchId: string | null;
  readonly matches: number | null;
  readonly read: boolean;
  /** With microseconds, so that it finds its row again. */
  readonly occurredAt: string;
}

const MATCHING = `
  FROM notifications.notifications n
  LEFT JOIN notifications.notification_reads r ON r.organization_id = n.organization_id AND r.notification_id = n.id AND r.user_id = $1
  WHERE NOT EXISTS (SELECT FROM notifications.muted_kinds m WHERE m.organization_id = n.organization_id AND m.user_id = $1 AND n.kind = ANY(m.kinds))
    AND ${VISIBLE} AND ($4::boolean IS NOT TRUE OR r.read_at IS NULL OR r.read_at < n.occurred_at)`;
const COUNT = `SELECT count(*)::int AS total FROM (SELECT 1 ${MATCHING} LIMIT ${MOST_COUNTED + 1}) counted`;
const PAGE = `
  SELECT n.id, n.kind, n.job_id AS "jobId", (n.data->>'webhookId')::uuid AS "webhookId", (n.data->>'entered')::int AS entered,
         (n.data->>'left')::int AS left, (n.data->>'searchId')::uuid AS "searchId", (n.data->>'matches')::int AS matches,
         coalesce(r.read_at >= n.occurred_at, false) AS read,
         (SELECT j.title FROM notifications.job_copies j WHERE j.organization_id = n.organization_id AND j.job_id = n.job_id) AS "jobTitle",
         to_char(n.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt"
  ${MATCHING} AND ($5::timestamptz IS NULL OR (n.occurred_at, n.id) < ($5::timestamptz, $6::uuid))
  ORDER BY n.occurred_at DESC, n.id DESC LIMIT $7 OFFSET $8`;

/** What the caller may and wants to see in the app, the newest first. */
@Injectable()
export class ListNotifications {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(caller: StaffPrincipal, { filters, limit, offset, after }: Listing<NotificationFilters>): Promise<Listed<NotificationView>> {
    const matching = [...visibleTo(caller), filters.unread ?? null];
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      const rows = await tx.query<NotificationView>(PAGE, [...matching, after?.[0] ?? null, after?.[1] ?? null, limit + 1, offset]);
      const [counted] = await tx.query<{ total: number }>(COUNT, matching);
      return listed(rows, limit, counted?.total ?? 0);
    });
  }
}
