import type { Consumer, ConsumerCrashEvent, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import { CoalescingQueue } from '../../coalescing-queue.js';
import type { LogConsumer, RecordBatch } from '../event-log.js';
import { KafkaPartition } from './kafka-partition.js';
import { toRecord } from './kafka-record.js';

/** A consumer that neither fetches although brokers answer, nor ends a batch, for so long, is taken for dead. Handlers are given half a minute. */
const STALL = { lookEveryMs: 15_000, fetchMs: 60_000, batchMs: 180_000 };
const POSITIONS = { perFlush: 1_000, queued: 20_000 };

export interface KafkaConsumerParts {
  readonly consumer: Consumer;
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: (batch: RecordBatch) => Promise<void>;
  /** Whether brokers answer; rejects when not. */
  readonly check: () => Promise<void>;
  /** The consumer has ended or hangs, and does not mend itself. */
  readonly onEnd: (failure: Error) => void;
}

interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/**
 * One member of a group. kafkajs fetches and keeps the membership; each partition is handled beside that by a `KafkaPartition`, and not
 * fetched while enough of it waits. Offsets are committed when the work is done.
 */
export class KafkaLogConsumer implements LogConsumer {
  private readonly partitions = new Map<string, KafkaPartition>();
  private readonly positions = new CoalescingQueue<Position>((positions) => this.savePositions(positions), POSITIONS);
  private memberId: string | null = null;
  private lastFetch = performance.now();
  private watch: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(private readonly parts: KafkaConsumerParts) {}

  /** Resolves when it has joined the group. */
  async start(): Promise<void> {
    const { consumer, topics } = this.parts;
    consumer.on(consumer.events.GROUP_JOIN, (event) => this.joined(event));
    consumer.on(consumer.events.CRASH, (event) => this.crashed(event));
    consumer.on(consumer.events.FETCH, () => void (this.lastFetch = performance.now()));
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (payload) => this.fetched(payload) });
    this.watch = setInterval(() => void this.assertMoves(), STALL.lookEveryMs).unref();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.watch);
    await Promise.all([...this.partitions.values()].map((partition) => partition.end()));
    await this.parts.consumer.disconnect();
  }

  private async fetched({ batch, resolveOffset }: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = batch;
    const work = this.partitions.get(`${topic}/${partition}`);
    if (this.stopping || !work) return;
    work.take(messages.map((message) => toRecord(topic, partition, message)));
    if (work.isFull) this.parts.consumer.pause([{ topic, partitions: [partition] }]);
    resolveOffset(batch.lastOffset());
  }

  /** A partition that stays goes on with what it has in hand; one that went is let go, and one that comes starts at its committed offset. */
  private joined({ payload: { memberAssignment, memberId } }: ConsumerGroupJoinEvent): void {
    this.lastFetch = performance.now();
    // A member that was thrown out and came back may have missed that others had its partitions.
    if (memberId !== this.memberId) this.dropAll();
    this.memberId = memberId;
    const assigned = Object.entries(memberAssignment).flatMap(([topic, numbers]) => numbers.map((partition) => ({ topic, partition })));
    const places = new Set(assigned.map(({ topic, partition }) => `${topic}/${partition}`));
    for (const [place, work] of this.partitions) if (!places.has(place)) this.drop(place, work);
    for (const { topic, partition } of assigned) this.begin(topic, partition);
  }

  private begin(topic: string, partition: number): void {
    const place = `${topic}/${partition}`;
    if (this.partitions.has(place)) return;
    const { consumer, handle } = this.parts;
    const resume = (): void => {
      // While kafkajs restarts there is no group, and nothing is paused.
      if (this.memberId !== null) consumer.resume([{ topic, partitions: [partition] }]);
    };
    const commit = (offset: number): Promise<void> => this.positions.push([{ topic, partition, offset: String(offset) }]);
    resume();
    this.partitions.set(place, new KafkaPartition(topic, partition, { handle, commit, onRoom: resume }));
  }

  private drop(place: string, work: KafkaPartition): void {
    work.drop();
    this.partitions.delete(place);
  }

  private dropAll(): void {
    for (const [place, work] of this.partitions) this.drop(place, work);
  }

  /** With `restart` kafkajs joins again by itself, as after the loss of a coordinator. */
  private crashed({ payload: { error, restart } }: ConsumerCrashEvent): void {
    this.dropAll();
    this.memberId = null;
    if (!restart && !this.stopping) this.parts.onEnd(error);
  }

  private async assertMoves(): Promise<void> {
    const { group, check, onEnd } = this.parts;
    const stuck = [...this.partitions.values()].find(({ stuckMs }) => stuckMs > STALL.batchMs);
    if (stuck) return onEnd(new Error(`${group} has had a batch of ${stuck.topic}/${stuck.partition} in hand for too long`));
    if (performance.now() - this.lastFetch < STALL.fetchMs) return;
    const answers = await check().then(
      () => true,
      () => false,
    );
    if (answers && !this.stopping) onEnd(new Error(`${group} does not fetch although brokers answer`));
  }

  /** Partitions that end at the same time share a request. */
  private async savePositions(positions: readonly Position[]): Promise<void> {
    const newest = new Map(positions.map((one) => [`${one.topic}/${one.partition}`, one]));
    await this.parts.consumer.commitOffsets([...newest.values()]);
  }
}
