import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { FoundCount, Tx } from '@shortlist/platform';
import { EventFeedRepository } from '../persistence/event-feed.repository.js';
import type { FeedEvent } from '../persistence/event-feed.repository.js';

export interface PulledEvents extends FoundCount {
  readonly events: readonly FeedEvent[];
  readonly hasMore: boolean;
}

const BATCH = 1_000;
const BEGINNING = '0';

/** The events that receivers of webhooks get, for those who rather ask. Nothing is skipped and nothing changes its place. */
@Injectable()
export class PullEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feed: EventFeedRepository,
  ) {}

  /** The next events after the given one, from the beginning without one. Throws `notifications.event_not_found`. */
  execute(organizationId: string, after: string | null, limit: number): Promise<PulledEvents> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const from = after === null ? BEGINNING : await this.placeOf(tx, organizationId, after);
      const wanted = limit + 1;
      let events = await this.feed.after(tx, from, wanted);
      if (events.length < wanted && (await this.feed.place(tx, organizationId, wanted - events.length)) > 0) {
        events = await this.feed.after(tx, from, wanted);
      }
      return { events: events.slice(0, limit), hasMore: events.length > limit, ...(await this.feed.countAfter(tx, from)) };
    });
  }

  /** An event that came by webhook may have no place yet. */
  private async placeOf(tx: Tx, organizationId: string, eventId: string): Promise<string> {
    for (;;) {
      const position = await this.feed.positionOf(tx, eventId);
      if (position === undefined) throw new CodedError('notifications.event_not_found', 'not_found', 'There is no such event.');
      if (position !== null) return position;
      await this.feed.place(tx, organizationId, BATCH);
    }
  }
}
