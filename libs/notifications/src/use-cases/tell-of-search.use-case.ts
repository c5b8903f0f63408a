import { Injectable } from '@nestjs/common';
import { userDetailsContext } from '@shortlist/contracts';
import type { CandidatesSearchMatchedV1, UserDetails } from '@shortlist/contracts';
import { Keyring, organizationKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { effectKey } from '../domain/message.js';
import { searchNotification } from '../domain/notification.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { NotificationRepository } from '../persistence/notification.repository.js';
import { QueueMessage } from './queue-message.use-case.js';

/** Tells the owner of a saved search whom it found: in the app, and by mail where that is wished. */
@Injectable()
export class TellOfSearch {
  constructor(
    private readonly copies: CopiesRepository,
    private readonly notifications: NotificationRepository,
    private readonly queueMessage: QueueMessage,
    private readonly keyring: Keyring,
  ) {}

  async execute(tx: Tx, organizationId: string, eventId: string, found: CandidatesSearchMatchedV1): Promise<void> {
    await this.notifications.put(tx, organizationId, searchNotification(found));
    if (found.sendsMail) await this.mail(tx, organizationId, eventId, found);
  }

  /** Who is no member, such as an API key, has no address: they have the notification alone. */
  private async mail(tx: Tx, organizationId: string, eventId: string, { userId, name, matches }: CandidatesSearchMatchedV1): Promise<void> {
    const details = await this.copies.memberDetails(tx, userId);
    if (details === null) return;
    const { email } = JSON.parse(await this.keyring.open(organizationId, userDetailsContext(userId), details)) as UserDetails;
    await this.queueMessage.execute(tx, {
      organizationId,
      effectKey: effectKey.searchAlert(eventId),
      template: 'search_alert',
      jobId: null,
      facts: { to: email, searchName: name, matches, people: matches === 1 ? 'person' : 'people' },
      sealedUnder: organizationKey,
    });
  }
}
