import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaCluster, eventually } from '@shortlist/testing';
import type { ServerProcess } from '@shortlist/testing';
import type { Kafka } from 'kafkajs';
import { Environment } from '../../config/variables.js';
import { newId } from '../../ids.js';
import { Logger } from '../../telemetry/index.js';
import type { EventLog, StoredRecord } from '../event-log.js';
import type { DeliveryProof, Progress } from '../proof.fixture-spec.js';
import { kafkaClient } from './kafka-client.js';
import { settleTopics } from './kafka-topics.js';
import { KafkaEventLog } from './kafka.driver.js';

export interface BrokersProofOptions {
  /** Brokers taken away, one after the other: killed, stopped and frozen in turn. */
  readonly faults: number;
  readonly random: () => number;
  readonly progress: Progress;
}

const TOPIC = 'brokers-proof';
const PARTITIONS = 12;
const APPENDERS = 16;
/** Each appends so many at once, over all partitions. */
const TOGETHER = 12;
const FROZEN_MS = 8_000;
const CALM_MS = 1_000;
const WHOLE_WITHIN_MS = 180_000;
const SESSION_MS = 3_000;

const FAULTS: readonly ((broker: ServerProcess) => Promise<void>)[] = [
  (broker) => broker.kill(),
  (broker) => broker.stop(),
  async (broker) => {
    broker.freeze();
    await sleep(FROZEN_MS);
    broker.thaw();
  },
];

/** What appenders were told is in the log; by key, in the order in which it was sent. */
interface Ledger {
  readonly acknowledged: Map<string, number[]>;
  refused: number;
}

/** Appends to three brokers while one after the other is taken away, and reads everything back. */
export async function proveBrokers({ faults, random, progress }: BrokersProofOptions): Promise<DeliveryProof> {
  const started = Date.now();
  const cluster = await KafkaCluster.start({ brokers: 3, sessionMs: SESSION_MS });
  const kafka = kafkaClient(new Environment({ KAFKA_BROKERS: cluster.bootstrap }), Logger.create({ level: 'silent' }));
  const log = new KafkaEventLog(kafka, { sessionTimeoutMs: 10_000, onEnd: () => undefined });
  try {
    const settings = { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' };
    await settleTopics(kafka, [{ name: TOPIC, partitions: PARTITIONS, replication: 3, settings }], true);
    const ledger: Ledger = { acknowledged: new Map(), refused: 0 };
    const over = new AbortController();
    const appending = Promise.all(Array.from({ length: APPENDERS }, () => appendUntil(over.signal, log, ledger)));
    let gone = 0;
    for (; gone < faults; gone++) {
      const broker = cluster.brokers[Math.floor(random() * cluster.brokers.length)] as ServerProcess;
      const before = countOf(ledger);
      await FAULTS[gone % FAULTS.length]?.(broker);
      await broker.start();
      await whole(kafka);
      await eventually(() => {
        if (countOf(ledger) <= before) throw new Error('nothing is acknowledged any more');
      }, WHOLE_WITHIN_MS);
      progress(`${gone + 1} of ${faults} brokers taken away, ${countOf(ledger)} acknowledged`);
      await sleep(CALM_MS);
    }
    over.abort();
    await appending;
    const found = compare(ledger, await readAll(log));
    const holds = found.lost === 0 && found.outOfOrder === 0;
    const summary =
      `${countOf(ledger)} acknowledged by three brokers, ${found.lost} lost, ${found.outOfOrder} out of order, ${found.repeated} repeated, ` +
      `${ledger.refused} appends refused; brokers taken away ${gone} times, ${Math.round((Date.now() - started) / 1_000)} s`;
    return { holds, summary };
  } finally {
    await log.close();
    await cluster.remove();
  }
}

/** Numbers of keys of its own, each sent again until it is acknowledged. */
async function appendUntil(over: AbortSignal, log: EventLog, ledger: Ledger): Promise<void> {
  const keys = Array.from({ length: TOGETHER }, () => newId());
  for (const key of keys) ledger.acknowledged.set(key, []);
  for (let n = 1; !over.aborted; n++) {
    const records = keys.map((key) => ({ topic: TOPIC, key, headers: { id: newId() }, value: String(n) }));
    for (let isIn = false; !isIn;) {
      isIn = await log.append(records).then(
        () => true,
        () => false,
      );
      if (!isIn) ledger.refused += 1;
    }
    for (const key of keys) ledger.acknowledged.get(key)?.push(n);
  }
}

/** Every replica of every partition is in step again: the next fault must not be the second of two at once. */
async function whole(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await eventually(async () => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
      const missing = topics.flatMap(({ partitions }) => partitions).filter(({ isr }) => isr.length < 3);
      if (missing.length > 0) throw new Error(`${missing.length} partitions miss a replica`);
    }, WHOLE_WITHIN_MS);
  } finally {
    await admin.disconnect();
  }
}

async function readAll(log: EventLog): Promise<StoredRecord[]> {
  return log.peek('brokers-proof-reader', TOPIC, Number.MAX_SAFE_INTEGER);
}

function compare(ledger: Ledger, records: readonly StoredRecord[]): { lost: number; outOfOrder: number; repeated: number } {
  const found = new Map<string, number[]>();
  let [repeated, outOfOrder, lost] = [0, 0, 0];
  for (const { key, value } of records) {
    const numbers = found.get(key) ?? [];
    found.set(key, numbers);
    const n = Number(value);
    if (n <= numbers.length) repeated += 1;
    else if (n === numbers.length + 1) numbers.push(n);
    else outOfOrder += 1;
  }
  for (const [key, numbers] of ledger.acknowledged) lost += Math.max(0, numbers.length - (found.get(key)?.length ?? 0));
  return { lost, outOfOrder, repeated };
}

const countOf = ({ acknowledged }: Ledger): number => [...acknowledged.values()].reduce((sum, numbers) => sum + numbers.length, 0);
