import type { Kafka, KafkaMessage } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Offsets of one partition as Kafka counts them. */
export interface PartitionEnds {
  readonly partition: number;
  /** Of the oldest record that is kept. */
  readonly first: number;
  /** Of the next record to be written. */
  readonly next: number;
}

export interface PartitionPosition {
  readonly partition: number;
  /** The next record to read, or null where the group has committed none. */
  readonly next: number | null;
}

interface PartitionError {
  readonly partition: number;
}

interface Broker {
  fetch(request: object): Promise<{ responses: { topicName: string; partitions: (PartitionError & { messages: KafkaMessage[] })[] }[] }>;
  offsetFetch(request: object): Promise<{ responses: { topic: string; partitions: (PartitionError & { offset: string })[] }[] }>;
  offsetCommit(request: object): Promise<unknown>;
}

interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  metadata(request: { topics: readonly string[] }): Promise<unknown>;
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
  findBroker(request: { nodeId: number }): Promise<Broker>;
  findGroupCoordinator(request: { groupId: string }): Promise<Broker>;
  fetchTopicsOffset(
    topics: readonly { topic: string; partitions: { partition: number }[]; fromBeginning: boolean }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}

const TRIES = 20;
const PAUSE_MS = 250;
const FETCH = { maxWaitTime: 0, minBytes: 0, maxBytes: 4_000_000, isolationLevel: 1 };
/** Commits of nobody in particular: they count only while the group has no member. */
const NO_MEMBER = { groupGenerationId: -1, memberId: '' };

/**
 * Single requests that kafkajs has and does not offer: reading without a group, and committing a position without joining. Its own ways
 * (a hidden consumer per call) take seconds each. The version of kafkajs is pinned, and will not change.
 */
export class KafkaRequests {
  private cluster: Promise<Cluster> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly metadataMaxAge: number,
  ) {}

  /** Numbers of the partitions of a topic. */
  partitions(topic: string): Promise<number[]> {
    return this.ask([topic], (cluster) =>
      Promise.resolve(
        cluster
          .findTopicPartitionMetadata(topic)
          .map(({ partitionId }) => partitionId)
          .toSorted((one, other) => one - other),
      ),
    );
  }

  ends(topics: readonly string[]): Promise<Map<string, PartitionEnds[]>> {
    return this.ask(topics, async (cluster) => {
      const all = topics.map((topic) => ({
        topic,
        partitions: cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId })),
      }));
      const at = async (fromBeginning: boolean): Promise<Map<string, number>> => {
        const found = await cluster.fetchTopicsOffset(all.map((topic) => ({ ...topic, fromBeginning })));
        return new Map(
          found.flatMap(({ topic, partitions }) => partitions.map((one) => [`${topic}/${one.partition}`, Number(one.offset)])),
        );
      };
      const [first, next] = [await at(true), await at(false)];
      const endsOf = (topic: string, partition: number): PartitionEnds => ({
        partition,
        first: first.get(`${topic}/${partition}`) ?? 0,
        next: next.get(`${topic}/${partition}`) ?? 0,
      });
      return new Map(all.map(({ topic, partitions }) => [topic, partitions.map(({ partition }) => endsOf(topic, partition))]));
    });
  }

  positions(group: string, topics: readonly string[]): Promise<Map<string, PartitionPosition[]>> {
    return this.ask(topics, async (cluster) => {
      const coordinator = await cluster.findGroupCoordinator({ groupId: group });
      const asked = topics.map((topic) => ({
        topic,
        partitions: cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId })),
      }));
      const { responses } = await coordinator.offsetFetch({ groupId: group, topics: asked });
      const toPosition = ({ partition, offset }: { partition: number; offset: string }): PartitionPosition => ({
        partition,
        next: Number(offset) < 0 ? null : Number(offset),
      });
      return new Map(responses.map(({ topic, partitions }) => [topic, partitions.map(toPosition)]));
    });
  }

  /** Records of one partition from an offset on, as many as one answer holds; none at its end. */
  read(topic: string, partition: number, offset: number, maxBytes: number): Promise<KafkaMessage[]> {
    return this.ask([topic], async (cluster) => {
      const leader = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)?.leader ?? -1;
      const broker = await cluster.findBroker({ nodeId: leader });
      const partitions = [{ partition, fetchOffset: String(offset), maxBytes }];
      const { responses } = await broker.fetch({ ...FETCH, topics: [{ topic, partitions }] });
      const messages = responses.flatMap((response) => response.partitions.flatMap((one) => one.messages));
      // A compressed batch comes whole, also what lies before the offset.
      return messages.filter((message) => Number(message.offset) >= offset);
    });
  }

  /** Commits positions of a group without members; Kafka refuses while there is one. */
  commit(group: string, topic: string, positions: readonly { partition: number; next: number }[]): Promise<void> {
    return this.ask([topic], async (cluster) => {
      const coordinator = await cluster.findGroupCoordinator({ groupId: group });
      const partitions = positions.map(({ partition, next }) => ({ partition, offset: String(next) }));
      await coordinator.offsetCommit({ groupId: group, ...NO_MEMBER, topics: [{ topic, partitions }] });
    });
  }

  /** Whether a broker answers. */
  async check(): Promise<void> {
    await (await this.connected()).metadata({ topics: [] });
  }

  async close(): Promise<void> {
    await this.cluster?.then((cluster) => cluster.disconnect()).catch(() => undefined);
    this.cluster = null;
  }

  /** Leaders and coordinators move: then it looks again who they are. */
  private async ask<T>(topics: readonly string[], request: (cluster: Cluster) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        const cluster = await this.connected();
        await cluster.addMultipleTargetTopics(topics);
        return await request(cluster);
      } catch (error) {
        if (tries === TRIES || isFinal(error)) throw error;
        await sleep(PAUSE_MS);
        await this.cluster?.then((cluster) => cluster.refreshMetadata()).catch(() => undefined);
      }
    }
  }

  private connected(): Promise<Cluster> {
    this.cluster ??= this.connect();
    this.cluster.catch(() => (this.cluster = null));
    return this.cluster;
  }

  private async connect(): Promise<Cluster> {
    const name = Object.getOwnPropertySymbols(this.kafka).find(({ description }) => description === 'private:Kafka:createCluster');
    const create = (this.kafka as unknown as Record<symbol, (options: object) => Cluster>)[name as symbol];
    if (!create) throw new Error('this version of kafkajs is not the pinned one');
    const cluster = create({ metadataMaxAge: this.metadataMaxAge, allowAutoTopicCreation: false });
    await cluster.connect();
    return cluster;
  }
}

/** Asking again will not help: the group has members, or nobody may do this. */
function isFinal(error: unknown): boolean {
  const { type = '' } = error as { type?: string };
  return (
    ['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS', 'OFFSET_OUT_OF_RANGE'].includes(type) ||
    type.endsWith('AUTHORIZATION_FAILED')
  );
}
