import { Controller, Get, Query } from '@nestjs/common';
import { Endpoint, InContext, Requires, StaffCaller, defineCursor } from '@shortlist/platform';
import type { Page, StaffPrincipal } from '@shortlist/platform';
import { ListMessages } from '../queries/list-messages.query.js';
import { MessageDto, MessageFiltersDto, MessageListQueryDto } from './message.dto.js';
import { paged } from './paged.js';
import type { ListOrder } from './paged.js';

const ORDER: ListOrder<MessageFiltersDto, MessageDto> = {
  sort: '-createdAt',
  cursor: defineCursor('messages', { sorts: { '-createdAt': ['id'] }, filters: MessageFiltersDto }),
  keysOf: (message) => [message.id],
};

@Controller('messages')
@InContext('notifications')
export class MessagesController {
  constructor(private readonly messages: ListMessages) {}

  @Get()
  @Requires('message:read')
  @Endpoint({ summary: 'List mail with what became of it', answer: { status: 200, dto: [MessageDto] } })
  list(@StaffCaller() caller: StaffPrincipal, @Query() query: MessageListQueryDto): Promise<Page<MessageDto>> {
    const filters = { state: query.state ?? null, applicationId: query.applicationId ?? null };
    return paged(ORDER, query, filters, (listing) => this.messages.execute(caller.organizationId, listing));
  }
}
