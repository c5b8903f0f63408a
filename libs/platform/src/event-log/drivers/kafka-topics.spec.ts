import { describe, expect, it } from '@jest/globals';
import { TOPICS, eventDefinitions } from '@shortlist/contracts';
import { kafkaTopics } from './kafka-topics.js';

const topics = kafkaTopics({ replication: 3, partitionsMost: 1_000 });
const named = (name: string): (typeof topics)[number] | undefined => topics.find((topic) => topic.name === name);

describe('topics in Kafka', () => {
  it('are those of the contracts, and the dead letters of every reader', () => {
    const readings = [...eventDefinitions().values()].flatMap(({ topic, to }) => to.map((group) => `${topic}.${group}.dlq`));
    expect(topics.map(({ name }) => name).toSorted()).toEqual([...new Set([...Object.keys(TOPICS), ...readings])].toSorted());
  });

  it('lose nothing while one of three brokers is away', () => {
    for (const { replication, settings } of topics) {
      expect(replication).toBe(3);
      expect(settings).toMatchObject({ 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' });
    }
  });

  it('keep events for a week, dead letters for a month, and the newest state for ever', () => {
    expect(named('applications.events')?.settings).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': '604800000' });
    expect(named('applications.events.screening.dlq')?.settings).toMatchObject({ 'retention.ms': '2592000000' });
    expect(named('identity.events')?.settings).toMatchObject({ 'cleanup.policy': 'compact', 'min.compaction.lag.ms': '604800000' });
  });

  it('have the declared partitions, or as many as a small cluster wants; dead letters as many as their source', () => {
    expect(named('applications.submitted')?.partitions).toBe(100);
    expect(named('applications.submitted.applications.dlq')?.partitions).toBe(100);
    expect(new Set(kafkaTopics({ replication: 1, partitionsMost: 2 }).map(({ partitions }) => partitions))).toEqual(new Set([2]));
  });
});
