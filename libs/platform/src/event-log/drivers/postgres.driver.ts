import type { DataSource } from 'typeorm';
import { CoalescingQueue } from '../../coalescing-queue.js';
import type { DirectConnection } from '../../database/direct-connection.js';
import { CodedError } from '../../errors/coded-error.js';
import { EventLog, partitionOf } from '../event-log.js';
import type { GroupLag, LogConsumer, LogRecord, RecordBatch, StoredRecord } from '../event-log.js';
import { PostgresLogConsumer, groupLock } from './postgres-consumer.js';

/** Partitions per topic. One process reads them all, so a few are enough to keep a slow one from holding up the others. */
export const EMBEDDED_PARTITIONS = 4;

const LIMITS = { perFlush: 1_000, queued: 20_000 };

interface RecordRow {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly value: string;
}

/** The next record that a group has to read of a partition. */
interface Position {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
}

/** The event log in `platform.log_records`. */
export class PostgresEventLog extends EventLog {
  private readonly queue = new CoalescingQueue<LogRecord>((records) => this.write(records), LIMITS);
  private readonly positions = new CoalescingQueue<Position>((positions) => this.savePositions(positions), LIMITS);

  private readonly consumers: PostgresLogConsumer[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly direct: DirectConnection,
  ) {
    super();
  }

  append(records: readonly LogRecord[]): Promise<void> {
    return this.queue.push(records);
  }

  async consume(group: string, topics: readonly string[], handle: (batch: RecordBatch) => Promise<void>): Promise<LogConsumer> {
    const consumer = new PostgresLogConsumer(this, this.direct, group, topics, handle);
    this.consumers.push(consumer);
    await consumer.start();
    return consumer;
  }

  /** The next records of every partition of the topics that is not in `busy` (`topic/partition`). */
  async fetch(group: string, topics: readonly string[], busy: readonly string[], limit: number): Promise<RecordBatch[]> {
    const rows: RecordRow[] = await this.source.query(
      'SELECT topic, partition, "offset", key, headers, value FROM platform.read_log($1, $2, $3, $4)',
      [group, topics, busy, limit],
    );
    return batches(rows.map(toRecord));
  }

  commit(group: string, topic: string, partition: number, nextOffset: number): Promise<void> {
    return this.positions.push([{ group, topic, partition, nextOffset }]);
  }

  async lag(group: string, topics: readonly string[]): Promise<GroupLag[]> {
    const rows: { topic: string; records: string; oldest_ms: string }[] = await this.source.query(
      `SELECT h.topic, coalesce(sum(h.next_offset - first."offset"), 0) AS records,
              coalesce(max(extract(epoch FROM clock_timestamp() - first.appended_at) * 1000), 0) AS oldest_ms
         FROM platform.log_heads h
         LEFT JOIN platform.log_offsets o ON o.consumer_group = $1 AND o.topic = h.topic AND o.partition = h.partition
         LEFT JOIN LATERAL (
           SELECT l."offset", l.appended_at FROM platform.log_records l
            WHERE l.topic = h.topic AND l.partition = h.partition AND l."offset" >= coalesce(o.next_offset, 0)
            ORDER BY l."offset" LIMIT 1) first ON true
        WHERE h.topic = ANY($2) GROUP BY h.topic`,
      [group, topics],
    );
    return rows.map((row) => ({ topic: row.topic, records: Number(row.records), oldestMs: Math.round(Number(row.oldest_ms)) }));
  }

  async isActive(group: string): Promise<boolean> {
    return !(await this.whileIdle(group, () => Promise.resolve()));
  }

  async reset(group: string, topics: readonly string[]): Promise<void> {
    const statement = 'DELETE FROM platform.log_offsets WHERE consumer_group = $1 AND topic = ANY($2)';
    if (await this.whileIdle(group, () => this.source.query(statement, [group, topics]))) return;
    throw new CodedError('events.group_active', 'conflict', `A consumer of ${group} is running: stop the processes that hold it first.`);
  }

  /** Runs the work as the only holder of the group; false when a consumer holds it. */
  private async whileIdle(group: string, work: () => Promise<unknown>): Promise<boolean> {
    // A session may take a lock again that it has, so consumers of this process are asked first.
    if (this.consumers.some((consumer) => consumer.holds(group))) return false;
    const lock = groupLock(group);
    if ((await this.direct.tryLock(lock)) === null) return false;
    try {
      await work();
      return true;
    } finally {
      await this.direct.unlock(lock);
    }
  }

  async peek(group: string, topic: string, limit: number): Promise<StoredRecord[]> {
    const found = await this.fetch(group, [topic], [], limit);
    return found.flatMap((batch) => batch.records).slice(0, limit);
  }

  async check(): Promise<void> {
    await this.source.query('SELECT 1');
  }

  /** Partitions that end at the same time share a statement; sorted, so that two processes never wait for each other. */
  private async savePositions(positions: readonly Position[]): Promise<void> {
    const newest = [...new Map(positions.map((one) => [`${one.group} ${one.topic}/${one.partition}`, one])).entries()];
    const sorted = newest.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, position]) => position);
    await this.source.query(
      `INSERT INTO platform.log_offsets (consumer_group, topic, partition, next_offset)
       SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[])
       ON CONFLICT (consumer_group, topic, partition) DO UPDATE SET next_offset = excluded.next_offset`,
      [
        sorted.map((one) => one.group),
        sorted.map((one) => one.topic),
        sorted.map((one) => one.partition),
        sorted.map((one) => one.nextOffset),
      ],
    );
  }

  private async write(records: readonly LogRecord[]): Promise<void> {
    await this.source.query('SELECT platform.append_to_log($1, $2, $3, $4, $5)', [
      records.map((record) => record.topic),
      records.map((record) => partitionOf(record.key, EMBEDDED_PARTITIONS)),
      records.map((record) => record.key),
      records.map((record) => JSON.stringify(record.headers)),
      records.map((record) => record.value),
    ]);
  }
}

function toRecord(row: RecordRow): StoredRecord {
  return { ...row, offset: Number(row.offset) };
}

function batches(records: readonly StoredRecord[]): RecordBatch[] {
  const byPartition = new Map<string, StoredRecord[]>();
  for (const record of records) {
    const place = `${record.topic}/${record.partition}`;
    const list = byPartition.get(place);
    if (list) list.push(record);
    else byPartition.set(place, [record]);
  }
  return [...byPartition.values()].map((list) => ({ topic: list[0]?.topic ?? '', partition: list[0]?.partition ?? 0, records: list }));
}
