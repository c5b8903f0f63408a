import { TOPICS, eventDefinitions } from '@shortlist/contracts';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { untilDone } from './until-done.js';

const LOG_DAYS = 7;
const DEAD_LETTER_DAYS = 30;

/** What keeps the embedded log, its keys and the partitions of all contexts in shape. */
export class PlatformChores {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Deletes records past their time that every listed reader has read: an installation that was off for weeks still finds what
   * it took in. Of compacted topics the newest record per key and type stays for ever.
   */
  purgeLog(): Promise<number> {
    const compacted = Object.entries(TOPICS).flatMap(([name, topic]) => (topic.compacted ? [name] : []));
    const readers = [...eventDefinitions().values()].flatMap(({ topic, to }) => to.map((group) => ({ topic, group })));
    return untilDone((limit) =>
      this.unitOfWork.runWithoutTenant((tx) =>
        tx.execute(
          `DELETE FROM platform.log_records WHERE ctid = ANY(ARRAY(
             SELECT r.ctid FROM platform.log_records r
              WHERE r.appended_at < now() - make_interval(days => CASE WHEN r.topic LIKE '%.dlq' THEN ${DEAD_LETTER_DAYS} ELSE ${LOG_DAYS} END)
                AND (r.topic <> ALL($1) OR EXISTS (
                  SELECT FROM platform.log_records newer
                   WHERE newer.topic = r.topic AND newer.key = r.key AND newer."offset" > r."offset" AND newer.headers->>'type' = r.headers->>'type'))
                AND NOT EXISTS (
                  SELECT FROM unnest($2::text[], $3::text[]) AS reader(topic, consumer_group)
                    LEFT JOIN platform.log_offsets o ON o.consumer_group = reader.consumer_group AND o.topic = r.topic AND o.partition = r.partition
                   WHERE reader.topic = r.topic AND coalesce(o.next_offset, 0) <= r."offset")
              LIMIT ${limit}))`,
          [compacted, readers.map((reader) => reader.topic), readers.map((reader) => reader.group)],
        ),
      ),
    );
  }

  /** Destroys the log keys of days that lie more than eight days back, for all organizations. */
  async destroyLogKeys(): Promise<number> {
    const [row] = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ destroyed: string }>('SELECT platform.destroy_log_keys() AS destroyed'),
    );
    return Number(row?.destroyed ?? 0);
  }

  /** Makes the partitions of the next three months for every partitioned table; throws when one could not be made. */
  async ensurePartitions(): Promise<void> {
    const failed = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ problem: string }>('SELECT platform.ensure_all_partitions() AS problem'),
    );
    if (failed.length > 0) throw new Error(`partitions could not be made: ${failed.map((row) => row.problem).join('; ')}`);
  }
}
