import type * as kafkajsPackage from 'kafkajs';
import type { Message, Producer } from 'kafkajs';
import { CoalescingQueue } from '../../coalescing-queue.js';
import { lazyPackage } from '../../lazy-package.js';

const kafkajs = lazyPackage<typeof kafkajsPackage>('kafkajs');

export type KafkaMessage = Omit<Message, 'partition'> & { readonly value: string };

/** What may wait per partition, and for how long the first waits for company: full batches cost half the CPU of small ones. */
const LIMITS = { perFlush: 500, queued: 20_000, lingerMs: 3 };
/** Of one request, below what brokers take by default; a single larger message goes alone. */
const REQUEST_BYTES = 800_000;
const IN_SYNC = -1;

interface Session {
  readonly producer: Promise<Producer>;
  sending: number;
  retired: boolean;
}

/**
 * Sends to Kafka so that nothing that was acknowledged is lost. kafkajs 2.2.4 loses records when one `send` spans partitions and a leader
 * moves (answers are kept per broker), and when several sends to one partition overlap and one fails (the next takes its sequence numbers,
 * and the broker drops it as a repetition). Therefore:
 *
 * - one partition per `send`, acknowledged by all in-sync replicas;
 * - one `send` in flight per partition; what arrives meanwhile shares the next;
 * - a producer whose `send` was rejected is not used again: whether its last numbers were taken is not known.
 *
 * What was rejected may still have been written; whoever sends it again relies on readers that ignore a repetition.
 */
export class KafkaProducer {
  private readonly queues = new Map<string, CoalescingQueue<KafkaMessage>>();
  private session: Session | null = null;

  /** `connect` answers a new, connected, idempotent producer. */
  constructor(private readonly connect: () => Promise<Producer>) {}

  /** Resolves when every in-sync replica has all the messages, which stay in their order; rejects at once when too many wait. */
  send(topic: string, partition: number, messages: readonly KafkaMessage[]): Promise<void> {
    const place = `${topic}/${partition}`;
    let queue = this.queues.get(place);
    if (!queue) {
      queue = new CoalescingQueue((batch) => this.flush(topic, partition, batch), LIMITS);
      this.queues.set(place, queue);
    }
    return queue.push(messages);
  }

  async close(): Promise<void> {
    const { session } = this;
    this.session = null;
    await session?.producer.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  private async flush(topic: string, partition: number, messages: readonly KafkaMessage[]): Promise<void> {
    for (const request of requestsOf(messages)) await this.request(topic, partition, request);
  }

  private async request(topic: string, partition: number, messages: readonly KafkaMessage[]): Promise<void> {
    const session = this.current();
    session.sending++;
    try {
      const producer = await session.producer;
      const compression = kafkajs().CompressionTypes.ZSTD;
      await producer.send({ topic, acks: IN_SYNC, compression, messages: messages.map((message) => ({ ...message, partition })) });
    } catch (error) {
      this.retire(session);
      throw error;
    } finally {
      session.sending--;
      this.leave(session);
    }
  }

  private current(): Session {
    this.session ??= { producer: this.connect(), sending: 0, retired: false };
    return this.session;
  }

  private retire(session: Session): void {
    session.retired = true;
    if (this.session === session) this.session = null;
  }

  /** The last send that a retired producer had in flight closes it. */
  private leave({ producer, sending, retired }: Session): void {
    if (retired && sending === 0) void producer.then((last) => last.disconnect()).catch(() => undefined);
  }
}

/** The messages in requests of a bearable size, in order. */
function requestsOf(messages: readonly KafkaMessage[]): KafkaMessage[][] {
  const requests: KafkaMessage[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    bytes += Buffer.byteLength(message.value);
    if (bytes > REQUEST_BYTES) {
      requests.push([]);
      bytes = Buffer.byteLength(message.value);
    }
    requests.at(-1)?.push(message);
  }
  return requests;
}
