import { setTimeout as sleep } from 'node:timers/promises';
import { asSuperuser, schemasOf } from '../superuser.js';

const LOOK_EVERY_MS = 250;

/** Seconds from an instant until no outbox holds an unsent event that is older than it; null when that takes longer than allowed. */
export function secondsUntilSent(folder: string, instant: Date, mostSeconds: number): Promise<number | null> {
  return asSuperuser(folder, async (client) => {
    const outboxes = (await schemasOf(client)).map(
      (schema) => `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL AND created_at < $1`,
    );
    for (;;) {
      const passed = (Date.now() - instant.getTime()) / 1_000;
      if (passed > mostSeconds) return null;
      if ((await client.query(outboxes.join(' UNION ALL '), [instant])).rows.length === 0) return passed;
      await sleep(LOOK_EVERY_MS);
    }
  });
}
