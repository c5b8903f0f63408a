/** One record to append. `key` keeps order; `headers` repeat what a reader needs to skip without parsing. */
export interface LogRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** A record as read back, with its place. */
export interface StoredRecord extends LogRecord {
  readonly partition: number;
  readonly offset: number;
}

/** Consecutive records of one partition. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly StoredRecord[];
}

export interface GroupLag {
  readonly topic: string;
  readonly records: number;
  /** Age of the oldest record that the group has not finished; 0 without lag. */
  readonly oldestMs: number;
}

/** A running consumer of one group. */
export interface LogConsumer {
  /** Stops fetching, waits for the batches in hand, commits them and leaves the group. */
  stop(): Promise<void>;
}

/**
 * The event log: topics of keyed records in partitions, read by groups at least once and in order per key. Records with
 * one key are always in one partition.
 */
export abstract class EventLog {
  /** Resolves when every record is durable. A rejected append may still have been written. */
  abstract append(records: readonly LogRecord[]): Promise<void>;

  /**
   * Joins a group. A new group starts at the beginning. The batch is committed when `handle` resolves; when it rejects, the
   * same batch comes again after a pause. Partitions are handled side by side.
   */
  abstract consume(group: string, topics: readonly string[], handle: (batch: RecordBatch) => Promise<void>): Promise<LogConsumer>;

  /** What a group has still to read, per topic. */
  abstract lag(group: string, topics: readonly string[]): Promise<GroupLag[]>;

  /** Whether a consumer of the group runs, in this process or in another. */
  abstract isActive(group: string): Promise<boolean>;

  /** Sets an idle group back to the beginning of the topics; throws `events.group_active` while a consumer of it runs. */
  abstract reset(group: string, topics: readonly string[]): Promise<void>;

  /** Reads what a group has not committed, without joining it: for dead letters. */
  abstract peek(group: string, topic: string, limit: number): Promise<StoredRecord[]>;

  /** Commits a position of an idle group: the next record to read. */
  abstract commit(group: string, topic: string, partition: number, nextOffset: number): Promise<void>;

  abstract check(): Promise<void>;
}

/** FNV-1a over UTF-16 units: the same key goes to the same partition for as long as the topic keeps its partition count. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % partitions;
}
