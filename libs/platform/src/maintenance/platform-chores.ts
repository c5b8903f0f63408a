import { TOPICS } from '@shortlist/contracts';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { DeadLetters } from '../event-log/dead-letters.js';
import type { EventLog } from '../event-log/event-log.js';
import { readings } from '../event-log/readings.js';
import { logKeysAhead } from '../keys/keyring.js';
import type { Keyring } from '../keys/keyring.js';
import { ensurePartitions } from './ensure-partitions.js';
import { untilDone } from './until-done.js';

const LOG_DAYS = 7;
const DEAD_LETTER_DAYS = 30;
const LOG_KEY_DAYS = 8;
const DAY_SECONDS = 86_400;

/** Whether a listed reader has still to read the record `r`; `$1` and `$2` are the topics and groups of all readers. */
const UNREAD = `EXISTS (
  SELECT FROM unnest($1::text[], $2::text[]) AS reader(topic, consumer_group)
    LEFT JOIN platform.log_offsets o ON o.consumer_group = reader.consumer_group AND o.topic = r.topic AND o.partition = r.partition
   WHERE reader.topic = r.topic AND coalesce(o.next_offset, 0) <= r."offset")`;

/** What keeps the embedded log, its keys and the partitions of all contexts in shape. */
export class PlatformChores {
  private readonly deadLetters: DeadLetters;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    eventLog: EventLog,
    private readonly keyring: Keyring,
  ) {
    this.deadLetters = new DeadLetters(eventLog);
  }

  /**
   * Deletes records past their time that every listed reader has read: an installation that was off for weeks still finds what
   * it took in. Of compacted topics the newest record per key, type and organization stays for ever.
   */
  purgeLog(): Promise<number> {
    const compacted = Object.entries(TOPICS).flatMap(([name, topic]) => (topic.compacted ? [name] : []));
    return untilDone((limit) =>
      this.unitOfWork.runWithoutTenant((tx) =>
        tx.execute(
          `DELETE FROM platform.log_records WHERE ctid = ANY(ARRAY(
             SELECT r.ctid FROM platform.log_records r
              WHERE r.appended_at < now() - make_interval(days => CASE WHEN r.topic LIKE '%.dlq' THEN ${DEAD_LETTER_DAYS} ELSE ${LOG_DAYS} END)
                AND (r.topic <> ALL($3) OR EXISTS (
                  SELECT FROM platform.log_records newer
                   WHERE newer.topic = r.topic AND newer.key = r.key AND newer."offset" > r."offset" AND newer.headers->>'type' = r.headers->>'type'
                     AND newer.headers->>'organizationid' IS NOT DISTINCT FROM r.headers->>'organizationid'))
                AND NOT ${UNREAD}
              LIMIT ${limit}))`,
          [...readers(), compacted],
        ),
      ),
    );
  }

  /**
   * Makes the log keys of the coming days, of a thousand organizations at most, so that a request which seals an event finds its key and
   * writes nothing. Returns for how many organizations.
   */
  async makeLogKeys(): Promise<number> {
    const lacking = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ id: string }>('SELECT platform.organizations_without_log_keys() AS id'),
    );
    for (const { id } of lacking) await this.keyring.prepare(id, logKeysAhead(new Date()));
    return lacking.length;
  }

  /**
   * Destroys the log keys of days that lie more than eight days back, for all organizations; waits while a reader has not yet
   * read what they seal, and while dead letters wait to be redriven, for the 30 days that they live at most: what was accepted is not lost, however
   * long the installation was off.
   */
  async destroyLogKeys(): Promise<number> {
    if (await this.someDeadLettersWait()) return 0;
    return this.unitOfWork.runWithoutTenant(async (tx) => {
      const unread = await tx.query(
        `SELECT FROM platform.log_records r WHERE r.appended_at < now() - make_interval(days => ${LOG_KEY_DAYS}) AND ${UNREAD} LIMIT 1`,
        readers(),
      );
      if (unread.length > 0) return 0;
      const [row] = await tx.query<{ destroyed: string }>('SELECT platform.destroy_log_keys() AS destroyed');
      return Number(row?.destroyed ?? 0);
    });
  }

  private async someDeadLettersWait(): Promise<boolean> {
    for (const [group, own] of Map.groupBy(readings(), (reading) => reading.group)) {
      const topics = own.map(({ topic }) => topic);
      const depths = await this.deadLetters.depths(topics, group);
      if ([...depths.values()].some((waiting) => waiting > 0)) return true;
    }
    return false;
  }

  /** Deletes announced tasks a month after their end. Returns how many went. */
  async purgeTasks(): Promise<number> {
    const [row] = await this.unitOfWork.runWithoutTenant((tx) => tx.query<{ purged: string }>('SELECT platform.purge_tasks() AS purged'));
    return Number(row?.purged ?? 0);
  }

  /** Deletes what requests with an Idempotency-Key have kept, after a day. Returns how many went. */
  async purgeRequestResults(): Promise<number> {
    const sql = 'SELECT platform.purge_request_results() AS purged';
    const [row] = await this.unitOfWork.runWithoutTenant((tx) => tx.query<{ purged: string }>(sql));
    return Number(row?.purged ?? 0);
  }

  /** As the function of that name. */
  ensurePartitions(): Promise<void> {
    return ensurePartitions((sql, parameters) => this.unitOfWork.runWithoutTenant((tx) => tx.query(sql, parameters)));
  }

  /**
   * For how many days ahead each partitioned table has partitions without a gap, by `schema.table`; 0 when not even today has one. Rows
   * beyond go to the default partition, so nothing is refused: it only wants to be known.
   */
  async partitionHorizons(): Promise<Map<string, number>> {
    const rows = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ name: string; seconds: string | null }>(
        'SELECT parent::text AS name, extract(epoch FROM ends_at - now()) AS seconds FROM platform.partition_horizons ORDER BY name',
      ),
    );
    return new Map(rows.map(({ name, seconds }) => [name, Number(seconds ?? 0) / DAY_SECONDS]));
  }
}

/** Topics and groups of everyone who is listed to read. */
function readers(): [topics: string[], groups: string[]] {
  const listed = readings();
  return [listed.map((reader) => reader.topic), listed.map((reader) => reader.group)];
}
