import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import type { StoredRecord } from './event-log.js';

export interface ParkedRecord extends StoredRecord {
  readonly consumer: string;
  /** Failed tries so far; 0 for a record that only waits for an earlier one of its key. */
  readonly attempts: number;
}

interface ParkedRow {
  readonly consumer: string;
  readonly record: StoredRecord;
  readonly attempts: number;
}

/** While a record is being retried nobody else takes it; a killed process gives it back after this time. */
const LEASE_SECONDS = 60;

/** Records whose key is held back, in `<context>.parked_keys`. */
export class ParkedKeys {
  constructor(
    private readonly context: string,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Which of the keys are held back: an earlier event of theirs waits, whichever handler it waits for. */
  async heldBack(topic: string, keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.readAsWorker<{ key: string }>(
      `SELECT DISTINCT key FROM ${this.context}.parked_keys WHERE topic = $1 AND key = ANY($2)`,
      [topic, keys],
    );
    return new Set(rows.map((row) => row.key));
  }

  /** Parks a record; parking it twice changes nothing. */
  async park(consumer: string, record: StoredRecord, attempts: number, errorCode: string, delaySeconds: number): Promise<void> {
    await this.worker((tx) =>
      tx.execute(
        `INSERT INTO ${this.context}.parked_keys
           (consumer, topic, partition, "offset", key, organization_id, record, attempts, error_code, next_attempt_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(secs => $10))
         ON CONFLICT DO NOTHING`,
        [
          consumer,
          record.topic,
          record.partition,
          record.offset,
          record.key,
          record.headers.organizationid ?? null,
          JSON.stringify(record),
          attempts,
          errorCode,
          delaySeconds,
        ],
      ),
    );
  }

  /** Leases what is due: of each key only the oldest record, so that order holds. */
  async takeDue(limit: number): Promise<ParkedRecord[]> {
    const rows = await this.worker((tx) =>
      tx.query<ParkedRow>(
        `WITH due AS (
           SELECT p.ctid FROM ${this.context}.parked_keys p
            WHERE p.next_attempt_at <= now()
              AND NOT EXISTS (SELECT 1 FROM ${this.context}.parked_keys e
                WHERE e.topic = p.topic AND e.key = p.key AND e."offset" < p."offset")
            ORDER BY p.next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED),
         leased AS (
           UPDATE ${this.context}.parked_keys p SET next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
             FROM due WHERE p.ctid = due.ctid RETURNING p.consumer, p.record, p.attempts)
         SELECT consumer, record, attempts FROM leased`,
        [limit],
      ),
    );
    return rows.map((row) => ({ ...row.record, consumer: row.consumer, attempts: row.attempts }));
  }

  /** Notes a failed try and when to try again. */
  async postpone(parked: ParkedRecord, errorCode: string, delaySeconds: number): Promise<void> {
    await this.worker((tx) =>
      tx.execute(
        `UPDATE ${this.context}.parked_keys SET attempts = attempts + 1, error_code = $5, next_attempt_at = now() + make_interval(secs => $6)
          WHERE consumer = $1 AND topic = $2 AND partition = $3 AND "offset" = $4`,
        [...place(parked), errorCode, delaySeconds],
      ),
    );
  }

  /** Lets the record go: handled or dead-lettered. The next one of its key is then due at once. */
  async release(parked: ParkedRecord): Promise<void> {
    await this.worker(async (tx) => {
      await tx.execute(
        `DELETE FROM ${this.context}.parked_keys WHERE consumer = $1 AND topic = $2 AND partition = $3 AND "offset" = $4`,
        place(parked),
      );
      await tx.execute(`UPDATE ${this.context}.parked_keys SET next_attempt_at = now() WHERE topic = $1 AND key = $2 AND attempts = 0`, [
        parked.topic,
        parked.key,
      ]);
    });
  }

  async count(): Promise<number> {
    const [row] = await this.worker((tx) => tx.query<{ count: string }>(`SELECT count(*) FROM ${this.context}.parked_keys`));
    return Number(row?.count ?? 0);
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.runAsWorker(work);
  }
}

const place = (parked: ParkedRecord): unknown[] => [parked.consumer, parked.topic, parked.partition, parked.offset];
