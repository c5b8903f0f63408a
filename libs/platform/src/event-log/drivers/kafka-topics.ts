import { TOPICS, eventDefinitions } from '@shortlist/contracts';
import type { TopicDefinition } from '@shortlist/contracts';
import type * as kafkajsPackage from 'kafkajs';
import type { Admin, ITopicMetadata, Kafka } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadLetterTopic } from '../dead-letters.js';
import { lazyPackage } from '../../lazy-package.js';

const kafkajs = lazyPackage<typeof kafkajsPackage>('kafkajs');

const DAY_MS = 86_400_000;
const DEAD_LETTER_DAYS = 30;
/** Longer than any event that a contract allows; Kafka's own limit is one megabyte. */
const MESSAGE_BYTES = 4 * 1024 * 1024;
const KNOWN_EVERYWHERE = { tries: 100, pauseMs: 200 };

/** A topic as it has to be in Kafka. */
export interface KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  readonly settings: Readonly<Record<string, string>>;
}

export interface TopicScale {
  /** Copies of every topic. */
  readonly replication: number;
  readonly partitionsMost: number;
}

/** What there is of a topic; `different` tells what has to be mended by hand. */
export interface TopicFinding {
  readonly name: string;
  readonly state: 'created' | 'ready' | 'missing' | 'different';
  readonly problems: readonly string[];
}

/** Every topic that the contracts need, with the dead letters of its readers. */
export function kafkaTopics(scale: TopicScale): KafkaTopic[] {
  return Object.entries(TOPICS).flatMap(([name, definition]: [string, TopicDefinition]) => {
    const partitions = Math.min(definition.partitions, scale.partitionsMost);
    const shape = { partitions, replication: scale.replication };
    const dead = { ...shape, settings: { ...durable(scale), 'retention.ms': String(DEAD_LETTER_DAYS * DAY_MS) } };
    return [
      { name, ...shape, settings: { ...durable(scale), ...keeping(definition) } },
      ...readersOf(name).map((group) => ({ name: deadLetterTopic(name, group), ...dead })),
    ];
  });
}

/** Compares the topics with those in Kafka; with `create` it makes those that are missing. It changes none that exists. */
export async function settleTopics(kafka: Kafka, topics: readonly KafkaTopic[], create: boolean): Promise<TopicFinding[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (create && missing.length > 0) await createTopics(admin, missing);
    const kept = await compare(
      admin,
      topics.filter(({ name }) => existing.has(name)),
    );
    const state = create ? 'created' : 'missing';
    return [...missing.map(({ name }) => ({ name, state, problems: [] }) as const), ...kept].toSorted(byName);
  } finally {
    await admin.disconnect();
  }
}

const byName = (one: TopicFinding, other: TopicFinding): number => (one.name < other.name ? -1 : 1);

function readersOf(topic: string): string[] {
  const listed = [...eventDefinitions().values()].filter((definition) => definition.topic === topic).flatMap(({ to }) => to);
  return [...new Set(listed)].toSorted();
}

function durable({ replication }: TopicScale): Record<string, string> {
  return {
    'min.insync.replicas': String(Math.max(1, replication - 1)),
    // A replica that lags behind never becomes the leader: it would lose what was acknowledged.
    'unclean.leader.election.enable': 'false',
    // Producers compress.
    'compression.type': 'producer',
    'max.message.bytes': String(MESSAGE_BYTES),
  };
}

function keeping({ compacted, retention }: TopicDefinition): Record<string, string> {
  const days = retention === 'forever' ? null : Number(retention.slice(0, -1));
  if (!compacted) return { 'cleanup.policy': 'delete', 'retention.ms': String(days === null ? -1 : days * DAY_MS) };
  // Every reader sees every record for a week; then the newest of its key stays.
  return { 'cleanup.policy': 'compact', 'min.compaction.lag.ms': String(7 * DAY_MS), 'retention.ms': '-1' };
}

async function createTopics(admin: Admin, topics: readonly KafkaTopic[]): Promise<void> {
  await admin.createTopics({
    // It waits for leaders that other brokers may not have heard of yet, and fails: asked for below.
    waitForLeaders: false,
    topics: topics.map(({ name, partitions, replication, settings }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: Object.entries(settings).map(([setting, value]) => ({ name: setting, value })),
    })),
  });
  const names = topics.map(({ name }) => name);
  for (let tries = 1; ; tries++) {
    const known = await admin.fetchTopicMetadata({ topics: names }).catch(() => null);
    if (known?.topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0))) return;
    if (tries === KNOWN_EVERYWHERE.tries) throw new Error('the new topics have no leaders yet: run the command again');
    await sleep(KNOWN_EVERYWHERE.pauseMs);
  }
}

async function compare(admin: Admin, topics: readonly KafkaTopic[]): Promise<TopicFinding[]> {
  if (topics.length === 0) return [];
  const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: kafkajs().ConfigResourceTypes.TOPIC, name })),
  });
  return topics.map((topic) => {
    const metadata = found.find(({ name }) => name === topic.name);
    const entries = resources.find(({ resourceName }) => resourceName === topic.name)?.configEntries ?? [];
    const settings = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const problems = [...shapeProblems(topic, metadata), ...settingProblems(topic, settings)];
    return { name: topic.name, state: problems.length > 0 ? 'different' : 'ready', problems };
  });
}

/** More partitions than declared are fine: someone needed them. */
function shapeProblems(topic: KafkaTopic, metadata: ITopicMetadata | undefined): string[] {
  const partitions = metadata?.partitions ?? [];
  const replication = Math.min(...partitions.map(({ replicas }) => replicas.length));
  return [
    ...(partitions.length < topic.partitions ? [`has ${partitions.length} partitions, should have ${topic.partitions}`] : []),
    ...(replication < topic.replication ? [`is kept ${replication} times, should be kept ${topic.replication} times`] : []),
  ];
}

function settingProblems({ settings }: KafkaTopic, found: ReadonlyMap<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const actual = found.get(name) ?? 'nothing';
    return actual === value ? [] : [`${name} is ${actual}, should be ${value}`];
  });
}
