import { Injectable } from '@nestjs/common';
import type { ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { Environment, Keyring, organizationKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { effectKey } from '../domain/message.js';
import type { ShortlistRow } from '../domain/message.js';
import { SHORTLIST_NOTIFICATIONS } from '../domain/notification.js';
import { notificationsVariables } from '../notifications.config.js';
import { NotificationRepository } from '../persistence/notification.repository.js';
import { QueueMessage } from './queue-message.use-case.js';

/** Tells people of a changed shortlist: a mail to the recipients of the criteria, a notification in the app. */
@Injectable()
export class AnnounceShortlist {
  private readonly windowSeconds: number;

  constructor(
    private readonly queueMessage: QueueMessage,
    private readonly notifications: NotificationRepository,
    private readonly keyring: Keyring,
    environment: Environment,
  ) {
    this.windowSeconds = environment.read(notificationsVariables).SHORTLIST_MAIL_WINDOW_SECONDS;
  }

  async execute(tx: Tx, organizationId: string, list: ShortlistsUpdatedV1): Promise<void> {
    const { jobId, version, entered, left } = list;
    if (entered.length > 0 || left.length > 0) {
      await this.notifications.put(tx, organizationId, {
        effectKey: `shortlist_changed:${jobId}`,
        kind: 'shortlist_changed',
        permission: SHORTLIST_NOTIFICATIONS,
        jobId,
        data: { jobId, version, entered: entered.length, left: left.length },
      });
    }
    if (list.sendsMail) for (const to of uniqueAddresses(list.emailRecipients)) await this.mail(tx, organizationId, to, list);
  }

  private async mail(tx: Tx, organizationId: string, to: string, list: ShortlistsUpdatedV1): Promise<void> {
    const { jobId, version, topN, screenedCount } = list;
    const recipientHash = await this.keyring.blindIndex(organizationId, 'notifications.recipient', to);
    await this.queueMessage.execute(tx, {
      organizationId,
      effectKey: effectKey.shortlist(jobId, version, recipientHash),
      template: 'shortlist',
      jobId,
      facts: { to, topN, screenedCount, rows: rowsOf(list) },
      sealedUnder: organizationKey,
      supersedes: { name: `shortlist:${jobId}:${recipientHash}`, windowSeconds: this.windowSeconds },
    });
  }
}

function uniqueAddresses(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))];
}

function rowsOf({ entries, names }: ShortlistsUpdatedV1): ShortlistRow[] {
  const nameOf = new Map(names.map(({ applicationId, name }) => [applicationId, name]));
  return entries.map(({ applicationId, rank, score, tied }) => ({ rank, score, tied, name: nameOf.get(applicationId) ?? 'Name unknown' }));
}
