import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nullable } from '../fields.js';

/** `manual`: a person did it. `gone`: the receiver answered 410. `failing`: five days without one success. */
export const WEBHOOK_DISABLED_REASONS = ['manual', 'gone', 'failing'] as const;
export type WebhookDisabledReason = (typeof WEBHOOK_DISABLED_REASONS)[number];

export class WebhooksDisabledV1 {
  @Id() webhookId: string;
  @IsIn(WEBHOOK_DISABLED_REASONS) reason: WebhookDisabledReason;
  /** The first failure since the last success; null where nothing failed. */
  @Nullable() @Instant() failingSince: string | null;
  @Instant() disabledAt: string;
}

export const webhooksDisabledV1 = defineEvent({
  type: 'webhooks.disabled.v1',
  topic: 'notifications.events',
  kind: 'fact',
  from: 'notifications',
  to: ['notifications'],
  payload: WebhooksDisabledV1,
  key: (data) => data.webhookId,
  meaning: 'A receiver of webhooks gets nothing more until somebody enables it again.',
});
