import { Controller } from '@nestjs/common';
import { ShortlistsUpdatedV1, shortlistsUpdatedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { shortlistUpdatedData } from '../domain/webhook-event.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { AnnounceShortlist } from '../use-cases/announce-shortlist.use-case.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';

/** Tells people and receivers of webhooks of a changed shortlist; an older state than the one announced is dropped. */
@Controller()
export class OnShortlistsUpdated {
  constructor(
    private readonly copies: CopiesRepository,
    private readonly announceShortlist: AnnounceShortlist,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(shortlistsUpdatedV1, 'notifications.on_shortlists_updated')
  async handle(data: ShortlistsUpdatedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    if (!(await this.copies.advanceShortlist(tx, organizationId, data.jobId, event.aggregateversion ?? data.version))) return;
    await this.announceShortlist.execute(tx, organizationId, data);
    if (!data.sendsWebhook) return;
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'shortlists.updated',
      occurredAt: new Date(event.time),
      data: shortlistUpdatedData(data),
    });
  }
}
