import type { UnitOfWork } from '../database/unit-of-work.js';
import { untilDone } from './until-done.js';

/** Published events are in the log; their rows only help to look into the last day. */
const OUTBOX_DAYS = 1;
/** Longer than dead letters live (30 days), so that one which is redriven still counts once. */
const INBOX_DAYS = 45;

/** Deletes what a context's outbox and inbox need no more. Returns how many rows went. */
export async function purgeMessages(context: string, unitOfWork: UnitOfWork): Promise<number> {
  const remove = (table: string, condition: string): Promise<number> =>
    untilDone((limit) =>
      unitOfWork.runAsWorker((tx) =>
        tx.execute(
          `DELETE FROM ${context}.${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${context}.${table} WHERE ${condition} LIMIT ${limit}))`,
        ),
      ),
    );
  const published = await remove('outbox', `published_at < now() - interval '${OUTBOX_DAYS} days'`);
  const handled = await remove('inbox', `handled_at < now() - interval '${INBOX_DAYS} days'`);
  return published + handled;
}
