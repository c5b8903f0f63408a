import { Controller, Get, Post, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, defineCursor } from '@shortlist/platform';
import type { Page, StaffPrincipal } from '@shortlist/platform';
import { ListNotifications } from '../queries/list-notifications.query.js';
import { MarkNotificationRead } from '../use-cases/mark-notification-read.use-case.js';
import { NotificationDto, NotificationFiltersDto, NotificationListQueryDto, toNotificationDto } from './notification.dto.js';
import { paged } from './paged.js';
import type { ListOrder } from './paged.js';

const ORDER: ListOrder<NotificationFiltersDto, NotificationDto> = {
  sort: '-occurredAt',
  cursor: defineCursor('notifications', { sorts: { '-occurredAt': ['instant', 'id'] }, filters: NotificationFiltersDto }),
  keysOf: (notification) => [notification.occurredAt, notification.id],
};

@Controller('notifications')
@InContext('notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: ListNotifications,
    private readonly markNotificationRead: MarkNotificationRead,
  ) {}

  @Get()
  @Requires('notification:read')
  @Endpoint({ summary: 'List notifications', answer: { status: 200, dto: [NotificationDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    const page = await paged(ORDER, query, { unread: query.unread ?? null }, (listing) => this.notifications.execute(caller, listing));
    return { ...page, items: page.items.map(toNotificationDto) };
  }

  @Post(':id/read')
  @Requires('notification:read')
  @Endpoint({
    summary: 'Mark a notification as read',
    answer: { status: 204 },
    errors: { 'notifications.notification_not_found': 'not_found' },
  })
  read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<void> {
    return this.markNotificationRead.execute(caller, id);
  }
}
