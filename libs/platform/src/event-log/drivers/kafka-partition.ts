import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordBatch, StoredRecord } from '../event-log.js';

const BATCH = 500;
const FAILURE_PAUSE_MS = 250;

export interface PartitionWork {
  readonly handle: (batch: RecordBatch) => Promise<void>;
  /** Commits the next offset to read. */
  readonly commit: (nextOffset: number) => Promise<void>;
  /** Called when there is room for more. */
  readonly onRoom: () => void;
}

/**
 * What one consumer has in hand of one partition: batch after batch, each committed when it is handled. It goes on beside the fetching, so
 * that slow handlers delay no heartbeat and no other partition.
 */
export class KafkaPartition {
  private waiting: StoredRecord[] = [];
  private next = 0;
  private work: Promise<void> = Promise.resolve();
  private isWorking = false;
  private isOver = false;
  private isLost = false;
  /** When it last began, ended or failed to handle a batch; `performance.now()`. */
  private lastTurn = performance.now();

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly parts: PartitionWork,
  ) {}

  /** Whether as much waits as should. */
  get isFull(): boolean {
    return this.waiting.length >= BATCH;
  }

  /** For how long a batch has been in hand without an end or a failure. */
  get stuckMs(): number {
    return this.isWorking ? performance.now() - this.lastTurn : 0;
  }

  /** Adds fetched records; those that it has taken before come again after a rebalance and are left out. */
  take(records: readonly StoredRecord[]): void {
    const fresh = records.filter(({ offset }) => offset >= this.next);
    const last = fresh.at(-1);
    if (!last) return;
    this.next = last.offset + 1;
    this.waiting.push(...fresh);
    if (this.isWorking) return;
    this.isWorking = true;
    this.work = this.run();
  }

  /** Takes nothing up any more; resolves when what is in hand has come to its end. */
  async end(): Promise<void> {
    this.isOver = true;
    this.waiting = [];
    await this.work;
  }

  /** As `end`, for a partition that has gone to somebody else: what is in hand is not tried again and not committed. */
  drop(): void {
    this.isLost = true;
    void this.end();
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const records = this.waiting.splice(0, BATCH);
      if (!this.isFull) this.parts.onRoom();
      await this.settle(records);
    }
    this.isWorking = false;
  }

  private async settle(records: readonly StoredRecord[]): Promise<void> {
    const { topic, partition } = this;
    const nextOffset = (records.at(-1)?.offset ?? 0) + 1;
    const isHandled = await this.untilDone(() => this.parts.handle({ topic, partition, records }));
    if (isHandled) await this.untilDone(() => this.parts.commit(nextOffset));
  }

  /** A failure is not the fault of a record: those are parked or dead-lettered by the delivery rules. So it tries again. */
  private async untilDone(step: () => Promise<void>): Promise<boolean> {
    for (;;) {
      if (this.isLost) return false;
      this.lastTurn = performance.now();
      try {
        await step();
        return !this.isLost;
      } catch {
        this.lastTurn = performance.now();
        if (this.isOver) return false;
        await sleep(FAILURE_PAUSE_MS);
      }
    }
  }
}
