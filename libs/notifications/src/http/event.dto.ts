import { IsIn, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { Id, Instant } from '@shortlist/contracts';
import { WEBHOOK_EVENT_TYPES } from '../domain/webhook-event.js';
import type { WebhookEventType } from '../domain/webhook-event.js';
import type { FeedEvent } from '../persistence/event-feed.repository.js';

export class EventFeedQueryDto {
  @IsInt() @Min(1) @Max(100) limit: number = 20;
  /** Id of the last event that you have, by this route or by webhook; absent: from the beginning. */
  @IsOptional() @Id() after?: string;
}

export class EventDto {
  /** The `webhook-id` under which receivers get it. */
  @Id() id: string;
  @IsIn(WEBHOOK_EVENT_TYPES) type: WebhookEventType;
  @Instant() timestamp: string;
  /** Ids and small facts, the same that receivers get. */
  @IsObject() data: Record<string, unknown>;
}

export function toEventDto({ id, type, occurredAt, data }: FeedEvent): EventDto {
  return { id, type, timestamp: occurredAt.toISOString(), data };
}
