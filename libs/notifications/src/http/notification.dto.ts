import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { NOTIFICATION_KINDS } from '../domain/notification.js';
import type { NotificationKind } from '../domain/notification.js';
import type { NotificationView } from '../queries/list-notifications.query.js';

export class NotificationFiltersDto {
  @IsOptional() @IsBoolean() unread?: boolean | null;
}

export class NotificationListQueryDto extends ListQueryDto {
  /** Only those that the caller has not read. */
  @IsOptional() @IsBoolean() unread?: boolean;
}

export class NotificationDto {
  @Id() id: string;
  @IsIn(NOTIFICATION_KINDS) kind: NotificationKind;
  @Nullable() @Id() jobId: string | null;
  @Nullable() @Text(200) jobTitle: string | null;
  @Nullable() @Id() webhookId: string | null;
  /** Applications that entered the shortlist. */
  @Nullable() @Whole(0, 1_000_000) entered: number | null;
  @Nullable() @Whole(0, 1_000_000) left: number | null;
  /** A saved search of the caller, and how many people its newest alert tells of. */
  @Nullable() @Id() searchId: string | null;
  @Nullable() @Whole(0, 2_000_000_000) matches: number | null;
  @IsBoolean() read: boolean;
  @Instant() occurredAt: string;
}

/** The API's instants have milliseconds. */
export function toNotificationDto(view: NotificationView): NotificationDto {
  return { ...view, occurredAt: new Date(view.occurredAt).toISOString() };
}
