import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import type { MessageState, MessageTemplate } from '../domain/message.js';

export interface NewMessage {
  readonly id: string;
  readonly effectKey: string;
  readonly template: MessageTemplate;
  readonly jobId: string | null;
  readonly applicationId: string | null;
  /** The Message-ID header. */
  readonly messageId: string;
  readonly sealedFacts: string;
  /** Pending messages of the same name give way to this one. */
  readonly supersedes: string | null;
  readonly sendAfter: Date;
}

export interface StoredMessage {
  readonly id: string;
  readonly template: MessageTemplate;
  readonly jobId: string | null;
  readonly applicationId: string | null;
  readonly messageId: string;
  readonly sealedFacts: string;
  readonly sealedContent: string | null;
  readonly state: MessageState;
}

/** Where an attempt may end; `pending` when there will be another. */
export type SettledState = Extract<MessageState, 'sent' | 'refused' | 'unknown' | 'failed' | 'pending'>;

/** Messages of the organization of `tx`. States only move along the edges that each method names. */
@Injectable()
export class MessageRepository {
  /** When it will be sent; null when this effect has its message already. One that supersedes keeps the time of what it replaces. */
  async add(tx: Tx, organizationId: string, message: NewMessage): Promise<Date | null> {
    const [added] = await tx.query<{ send_after: Date }>(
      `WITH superseded AS (
         UPDATE notifications.messages SET state = 'superseded'
          WHERE organization_id = $2 AND supersedes = $9 AND state = 'pending' AND effect_key <> $3 RETURNING send_after)
       INSERT INTO notifications.messages
         (id, organization_id, effect_key, template, job_id, application_id, message_id, facts, supersedes, send_after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, least($10::timestamptz, (SELECT min(send_after) FROM superseded)))
       ON CONFLICT (organization_id, effect_key) DO NOTHING RETURNING send_after`,
      [
        message.id,
        organizationId,
        message.effectKey,
        message.template,
        message.jobId,
        message.applicationId,
        message.messageId,
        message.sealedFacts,
        message.supersedes,
        message.sendAfter,
      ],
    );
    return added?.send_after ?? null;
  }

  async find(tx: Tx, id: string): Promise<StoredMessage | null> {
    const [message] = await tx.query<StoredMessage>(
      `SELECT id, template, job_id AS "jobId", application_id AS "applicationId", message_id AS "messageId", facts AS "sealedFacts",
              content AS "sealedContent", state FROM notifications.messages WHERE id = $1`,
      [id],
    );
    return message ?? null;
  }

  /** pending -> sending, with what will be sent. False when another run has it. */
  async start(tx: Tx, id: string, sealedContent: string): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE notifications.messages SET state = 'sending', content = $2, attempts = attempts + 1, error_code = NULL
        WHERE id = $1 AND state = 'pending'`,
      [id, sealedContent],
    );
    return changed === 1;
  }

  /** sending -> the outcome. A run that was given up (`unknown`) may still learn the truth. */
  async settle(tx: Tx, id: string, state: SettledState, errorCode: string | null): Promise<void> {
    await tx.execute(
      `UPDATE notifications.messages SET state = $2, error_code = $3, sent_at = CASE WHEN $2 = 'sent' THEN now() END
        WHERE id = $1 AND (state = 'sending' OR (state = 'unknown' AND $2 = 'sent'))`,
      [id, state, errorCode],
    );
  }

  /** pending -> an end without an attempt. */
  async giveUp(tx: Tx, id: string, state: 'refused' | 'failed', errorCode: string): Promise<void> {
    await tx.execute(`UPDATE notifications.messages SET state = $2, error_code = $3 WHERE id = $1 AND state = 'pending'`, [
      id,
      state,
      errorCode,
    ]);
  }
}
