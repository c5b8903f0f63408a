import { Controller } from '@nestjs/common';
import { UsersChangedV1, usersChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { CopiesRepository } from '../persistence/copies.repository.js';

/** Keeps the addresses of members, and which notifications they do not want to see. */
@Controller()
export class OnUsersChanged {
  constructor(private readonly copies: CopiesRepository) {}

  @OnEvent(usersChangedV1, 'notifications.on_users_changed')
  async handle({ userId, details, mutedNotifications }: UsersChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const version = event.aggregateversion ?? 0;
    await this.copies.saveMember(tx, organizationId, userId, details, version);
    if (mutedNotifications) await this.copies.saveMutedKinds(tx, organizationId, userId, mutedNotifications, version);
  }
}
