import { Injectable } from '@nestjs/common';
import { CodedError, Keyring, UnitOfWork } from '@shortlist/platform';
import { factsPlace } from '../domain/message.js';
import type { MessageFacts, MessageState, MessageTemplate } from '../domain/message.js';
import { MOST_COUNTED, listed } from './listing.js';
import type { Listed, Listing } from './listing.js';

export interface MessageFilters {
  readonly state?: MessageState | null;
  readonly applicationId?: string | null;
}

export interface MessageView {
  readonly id: string;
  readonly template: MessageTemplate;
  readonly jobId: string | null;
  readonly applicationId: string | null;
  /** Null once the person's data was erased. */
  readonly recipient: string | null;
  readonly state: MessageState;
  readonly attempts: number;
  readonly errorCode: string | null;
  readonly messageId: string;
  readonly sentAt: string | null;
  readonly createdAt: string;
}

const MATCHING = `
  FROM notifications.messages m WHERE ($1::text IS NULL OR m.state = $1) AND ($2::uuid IS NULL OR m.application_id = $2)`;
const COUNT = `SELECT count(*)::int AS total FROM (SELECT 1 ${MATCHING} LIMIT ${MOST_COUNTED + 1}) counted`;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const PAGE = `
  SELECT m.id, m.template, m.job_id AS "jobId", m.application_id AS "applicationId", m.facts, m.state, m.attempts,
         m.error_code AS "errorCode", m.message_id AS "messageId",
         to_char(m.sent_at AT TIME ZONE 'UTC', ${INSTANT}) AS "sentAt", to_char(m.created_at AT TIME ZONE 'UTC', ${INSTANT}) AS "createdAt"
  ${MATCHING} AND ($3::uuid IS NULL OR m.id < $3) ORDER BY m.id DESC LIMIT $4 OFFSET $5`;

type MessageRow = Omit<MessageView, 'recipient'> & { readonly facts: string };

/** The log of mail, the newest first. */
@Injectable()
export class ListMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keyring: Keyring,
  ) {}

  async execute(organizationId: string, { filters, limit, offset, after }: Listing<MessageFilters>): Promise<Listed<MessageView>> {
    const matching = [filters.state ?? null, filters.applicationId ?? null];
    const { items, ...rest } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const rows = await tx.query<MessageRow>(PAGE, [...matching, after?.[0] ?? null, limit + 1, offset]);
      const [counted] = await tx.query<{ total: number }>(COUNT, matching);
      return listed(rows, limit, counted?.total ?? 0);
    });
    return { items: await Promise.all(items.map((row) => this.opened(organizationId, row))), ...rest };
  }

  private async opened(organizationId: string, { facts, ...message }: MessageRow): Promise<MessageView> {
    try {
      const { to } = JSON.parse(await this.keyring.open(organizationId, factsPlace(message.id), facts)) as MessageFacts;
      return { ...message, recipient: to };
    } catch (error) {
      if (error instanceof CodedError && error.code === 'keys.destroyed') return { ...message, recipient: null };
      throw error;
    }
  }
}
