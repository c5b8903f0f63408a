import type { CandidatesSearchMatchedV1, FairnessAlertRaisedV1, WebhooksDisabledV1 } from '@shortlist/contracts';

/** Who may see an in-app notification: holders of the permission, or one of them. Declared here: another process does not know those of other contexts. */
export const SHORTLIST_NOTIFICATIONS = 'notification:read';
export const WEBHOOK_NOTIFICATIONS = 'webhook:manage';
export const FAIRNESS_NOTIFICATIONS = 'fairness_alert:read';
export const SEARCH_NOTIFICATIONS = 'notification:read';

export const NOTIFICATION_KINDS = ['shortlist_changed', 'webhook_disabled', 'fairness_alert', 'search_matched'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** An in-app notification: ids and counts. One of the same `effectKey` replaces it and makes it unread again. */
export interface Notification {
  readonly effectKey: string;
  readonly kind: NotificationKind;
  readonly permission: string;
  /** The one person who sees it; absent: all who may. */
  readonly userId?: string;
  readonly jobId: string | null;
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** What administrators are told when a receiver was given up; null when one of them did it. */
export function webhookDisabledNotification({ webhookId, reason, disabledAt }: WebhooksDisabledV1): Notification | null {
  if (reason === 'manual') return null;
  return {
    effectKey: `webhook_disabled:${webhookId}:${disabledAt}`,
    kind: 'webhook_disabled',
    permission: WEBHOOK_NOTIFICATIONS,
    jobId: null,
    data: { webhookId, reason },
  };
}

/** What those who may read reports on fairness are told; a newer alert of the job replaces it. */
export function fairnessNotification({ reportId, jobId, alerts }: FairnessAlertRaisedV1): Notification {
  return {
    effectKey: `fairness_alert:${jobId}`,
    kind: 'fairness_alert',
    permission: FAIRNESS_NOTIFICATIONS,
    jobId,
    data: { reportId, jobId, alerts: alerts.length, worstImpactRatio: alerts[0]?.impactRatio ?? null },
  };
}

/** What the owner of a saved search is told; a newer alert of the search replaces it. */
export function searchNotification({ searchId, userId, matches }: CandidatesSearchMatchedV1): Notification {
  return {
    effectKey: `search_matched:${searchId}`,
    kind: 'search_matched',
    permission: SEARCH_NOTIFICATIONS,
    userId,
    jobId: null,
    data: { searchId, matches },
  };
}
