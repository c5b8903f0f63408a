import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Id, IdList, Instant, NestedList, Nullable, Text, WEBHOOK_DISABLED_REASONS, Whole } from '@shortlist/contracts';
import type { WebhookDisabledReason } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { WEBHOOK_EVENT_TYPES } from '../domain/webhook-event.js';
import type { WebhookEventType } from '../domain/webhook-event.js';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import type { EndpointWithSecret } from '../use-cases/create-webhook.use-case.js';

export const WEBHOOK_STATUSES = ['active', 'disabled'] as const;
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

export class NewWebhookDto {
  /** https, port 443, a host on the public Internet. */
  @Text(2_000, 1) url: string;
  @Nullable() @Text(200) description?: string | null;
  /** Empty: every type. */
  @IsArray() @IsIn(WEBHOOK_EVENT_TYPES, { each: true }) @ArrayUnique() eventTypes: WebhookEventType[] = [];
}

export class WebhookChangesDto {
  @IsOptional() @Text(2_000, 1) url?: string;
  @Nullable() @Text(200) description?: string | null;
  @IsOptional() @IsArray() @IsIn(WEBHOOK_EVENT_TYPES, { each: true }) @ArrayUnique() eventTypes?: WebhookEventType[];
  /** `active` enables a disabled webhook again; what waited is delivered then. */
  @IsOptional() @IsIn(WEBHOOK_STATUSES) status?: (typeof WEBHOOK_STATUSES)[number];
}

export class WebhookDto {
  @Id() id: string;
  @Text(2_000) url: string;
  @Nullable() @Text(200) description: string | null;
  @IsArray() @IsIn(WEBHOOK_EVENT_TYPES, { each: true }) eventTypes: WebhookEventType[];
  @IsIn(WEBHOOK_STATUSES) status: (typeof WEBHOOK_STATUSES)[number];
  /** `gone`: the receiver answered 410. `failing`: five days without one success. */
  @Nullable() @IsIn(WEBHOOK_DISABLED_REASONS) disabledReason: WebhookDisabledReason | null;
  @Nullable() @Instant() disabledAt: string | null;
  @Nullable() @Instant() failingSince: string | null;
  /** Until then the secret before the last rotation signs too. */
  @Nullable() @Instant() previousSecretExpiresAt: string | null;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}

export class WebhookWithSecretDto extends WebhookDto {
  /** Shown this once. */
  @Text(100) secret: string;
}

export class RotateSecretDto {
  /** How long the old secret signs too. */
  @IsInt() @Min(0) @Max(604_800) overlapSeconds: number = 86_400;
}

export class WebhookEventIdDto {
  /** The `webhook-id` to look for. */
  @Id() eventId: string;
}

export class WebhookReplayDto {
  @IsOptional() @IdList() @ArrayMinSize(1) @ArrayMaxSize(1_000) eventIds?: string[];
  @IsOptional() @Instant() from?: string;
  /** Exclusive. */
  @IsOptional() @Instant() until?: string;
}

export class ReplayedDto {
  /** Events that are on their way again. */
  @Whole(0, 2_000_000_000) scheduled: number;
}

export class DeliveryFiltersDto {
  @IsOptional() @IsIn(DELIVERY_STATES) state?: (typeof DELIVERY_STATES)[number] | null;
}

export class DeliveryListQueryDto extends ListQueryDto {
  @IsOptional() @IsIn(DELIVERY_STATES) state?: (typeof DELIVERY_STATES)[number];
}

export class WebhookAttemptDto {
  @Instant() attemptedAt: string;
  @Whole(0, 2_000_000_000) durationMs: number;
  @Nullable() @Whole(100, 999) statusCode: number | null;
  @Nullable() @Text(100) errorCode: string | null;
}

export class WebhookDeliveryDto {
  @Id() id: string;
  /** The `webhook-id` of every attempt. */
  @Id() eventId: string;
  @Text(100) eventType: string;
  @IsIn(DELIVERY_STATES) state: (typeof DELIVERY_STATES)[number];
  @Nullable() @Instant() nextAttemptAt: string | null;
  @Instant() createdAt: string;
  /** The newest first, at most 30. */
  @NestedList(() => WebhookAttemptDto) attempts: WebhookAttemptDto[];
}

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

/** The endpoint as its owners see it: no secret, no bookkeeping of deliveries. */
export function toWebhookDto(endpoint: WebhookEndpointEntity): WebhookDto {
  const { id, url, description, eventTypes, status, disabledReason } = endpoint;
  return {
    ...{ id, url, description, eventTypes, status, disabledReason },
    disabledAt: instant(endpoint.disabledAt),
    failingSince: instant(endpoint.failingSince),
    previousSecretExpiresAt: instant(endpoint.previousSecretExpiresAt),
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}

export function toWebhookWithSecretDto({ endpoint, secret }: EndpointWithSecret): WebhookWithSecretDto {
  return { ...toWebhookDto(endpoint), secret };
}
