import { Controller, Get, Query } from '@nestjs/common';
import { Endpoint, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { Page, StaffPrincipal } from '@shortlist/platform';
import { PullEvents } from '../queries/pull-events.query.js';
import { EventDto, EventFeedQueryDto, toEventDto } from './event.dto.js';

@Controller('events')
@InContext('notifications')
export class EventsController {
  constructor(private readonly pullEvents: PullEvents) {}

  @Get()
  @Requires('event:read')
  @Endpoint({
    summary: 'Pull events instead of receiving them',
    description:
      'The same events that webhooks get, the oldest first. Keep the id of the last one and give it as `after` next time: none is skipped, and none comes twice.',
    answer: { status: 200, dto: [EventDto] },
    errors: { 'notifications.event_not_found': 'not_found' },
  })
  async pull(@StaffCaller() caller: StaffPrincipal, @Query() { after, limit }: EventFeedQueryDto): Promise<Page<EventDto>> {
    const { events, hasMore, ...found } = await this.pullEvents.execute(caller.organizationId, after ?? null, limit);
    const nextCursor = hasMore ? (events.at(-1)?.id ?? null) : null;
    return { items: events.map(toEventDto), limit, ...found, nextCursor, cursorName: 'after' };
  }
}
