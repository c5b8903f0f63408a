import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES, TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { sendMessageTask } from '../tasks/send-message.js';

/**
 * Has messages looked at again that were to be sent and got no further. One that was being sent is not sent again: the run that finds it
 * marks it as unknown.
 */
@Injectable()
export class ReviveMessages {
  constructor(private readonly tasks: TaskQueue) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const stuck = await tx.query<{ messageId: string }>(
      `UPDATE notifications.messages SET updated_at = now() WHERE id IN (
         SELECT id FROM notifications.messages WHERE state IN ('pending', 'sending')
            AND greatest(updated_at, send_after) < now() - make_interval(mins => $1) ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id AS "messageId"`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    const items = stuck.map(({ messageId }) => ({ data: { organizationId, messageId } }));
    await this.tasks.enqueueAll(tx, sendMessageTask, items);
    return stuck.length;
  }
}
