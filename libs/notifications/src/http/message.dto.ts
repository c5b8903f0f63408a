import { IsIn, IsOptional } from 'class-validator';
import { Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { MESSAGE_STATES, MESSAGE_TEMPLATES } from '../domain/message.js';
import type { MessageState, MessageTemplate } from '../domain/message.js';

export class MessageFiltersDto {
  @IsOptional() @IsIn(MESSAGE_STATES) state?: MessageState | null;
  @Nullable() @Id() applicationId?: string | null;
}

export class MessageListQueryDto extends ListQueryDto {
  @IsOptional() @IsIn(MESSAGE_STATES) state?: MessageState;
  @IsOptional() @Id() applicationId?: string;
}

export class MessageDto {
  @Id() id: string;
  @IsIn(MESSAGE_TEMPLATES) template: MessageTemplate;
  @Nullable() @Id() jobId: string | null;
  @Nullable() @Id() applicationId: string | null;
  /** Null once the person's data was erased. */
  @Nullable() @Text(320) recipient: string | null;
  /** `unknown`: it may have arrived; it is not sent again. */
  @IsIn(MESSAGE_STATES) state: MessageState;
  @Whole(0, 1_000) attempts: number;
  @Nullable() @Text(100) errorCode: string | null;
  /** The Message-ID header, to look it up in a mail server's log. */
  @Text(300) messageId: string;
  @Nullable() @Instant() sentAt: string | null;
  @Instant() createdAt: string;
}
