import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { NotificationRepository } from '../persistence/notification.repository.js';

/** Marks a notification as read by the caller. */
@Injectable()
export class MarkNotificationRead {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: NotificationRepository,
  ) {}

  async execute(caller: StaffPrincipal, id: string): Promise<void> {
    const { organizationId } = caller;
    const marked = await this.unitOfWork.run({ organizationId }, (tx) => this.notifications.markRead(tx, caller, id));
    if (!marked) throw new CodedError('notifications.notification_not_found', 'not_found', 'There is no such notification.');
  }
}
