import { setTimeout as sleep } from 'node:timers/promises';
import type { EventDefinition } from '@shortlist/contracts';
import { eventually } from '@shortlist/testing';
import { newId } from '../ids.js';
import { deadLetterTopic } from './dead-letters.js';
import { DeliveryBench } from './delivery.fixture-spec.js';
import type { CountedV1 } from './delivery.fixture-spec.js';
import type { LogRecord } from './event-log.js';
import { HANGS_FROM, MENDABLE, PERSON, POISON_SORTS, THROWS_FROM, poisonOf } from './poison.fixture-spec.js';
import type { PoisonSort } from './poison.fixture-spec.js';
import type { DeliveryProof, Progress } from './proof.fixture-spec.js';

export interface PoisonProofOptions {
  readonly good: number;
  readonly poison: number;
  readonly random: () => number;
  readonly progress: Progress;
}

const CONSUMER = 'billing.poison_proof';
const GOOD_PER_SECOND = 400;
const APPENDS_PER_SECOND = 20;
const GOOD_KEYS = 500;
/** All but one in a hundred of the good ones are handled within this time. */
const MOST_P99_MS = 5_000;
const SETTLED_WITHIN_MS = 300_000;
/** Shorter than in production, so that a thousand failures take minutes and not hours; the order of magnitudes is the same. */
const TIMINGS = {
  handlerTimeoutMs: 1_000,
  roundTimeoutMs: 500,
  sweepPauseMs: 50,
  backoffSeconds: (attempts: number) => 0.05 * 4 ** (attempts - 1),
};

/** Sends good messages at a steady rate, with poison among them, and compares what came of both. */
export async function provePoison(options: PoisonProofOptions): Promise<DeliveryProof> {
  const started = Date.now();
  const bench = await DeliveryBench.start();
  try {
    const event = bench.event('poison_proof');
    const health = { mended: false };
    const before = async ({ n }: CountedV1): Promise<void> => {
      if (health.mended || n < THROWS_FROM) return;
      if (n < HANGS_FROM) throw new TypeError(`cannot handle ${PERSON}`);
      await sleep(2 * TIMINGS.handlerTimeoutMs);
    };
    await bench.run([{ consumer: CONSUMER, event, before }], TIMINGS);
    const sent = await sendAll(bench, event, options);
    const letters = await settledLetters(bench, event, options.poison, options.progress);
    const good = await goodOf(bench, event);
    health.mended = true;
    const mendable = MENDABLE.reduce((sum, sort) => sum + (sent.get(sort) ?? 0), 0);
    const redriven = await redrive(bench, event, options.poison, mendable);
    const expected = [...sent].map(([sort, count]) => `${POISON_SORTS[sort]}=${count}`);
    const reasonsHold = equalCounts(letters.reasons, sumByReason(sent));
    const holds =
      reasonsHold &&
      letters.personal === 0 &&
      good.once === options.good &&
      good.p99Ms <= MOST_P99_MS &&
      redriven.once === mendable &&
      redriven.more === 0;
    const summary =
      `${good.once} of ${options.good} good ones handled once, p99 ${Math.round(good.p99Ms)} ms; ${letters.total} of ${options.poison} poison messages of ` +
      `${expected.length} sorts dead-lettered, ${reasonsHold ? 'each with its reason' : `reasons ${JSON.stringify(letters.reasons)}`}, ${letters.personal} with personal data; ` +
      `${redriven.once} of ${mendable} redriven handled once, ${redriven.more} more often; ${Math.round((Date.now() - started) / 1_000)} s`;
    return { holds, summary };
  } finally {
    await bench.stop();
  }
}

async function sendAll(
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
  { good, poison, random, progress }: PoisonProofOptions,
): Promise<Map<PoisonSort, number>> {
  const sorts = Object.keys(POISON_SORTS) as PoisonSort[];
  const keys = Array.from({ length: GOOD_KEYS }, () => newId());
  const sent = new Map<PoisonSort, number>();
  const perAppend = GOOD_PER_SECOND / APPENDS_PER_SECOND;
  let bad = 0;
  for (let n = 0; n < good; n += perAppend) {
    const due = performance.now() + 1_000 / APPENDS_PER_SECOND;
    const records: LogRecord[] = [];
    for (let next = n; next < Math.min(n + perAppend, good); next++)
      records.push(await goodRecord(bench, event, keys[next % GOOD_KEYS] ?? '', next));
    while (bad < (poison * (n + perAppend)) / good && bad < poison) {
      const sort = sorts[bad % sorts.length] as PoisonSort;
      records.splice(Math.floor(random() * records.length), 0, await poisonOf(sort, bad, bench, event));
      sent.set(sort, (sent.get(sort) ?? 0) + 1);
      bad += 1;
    }
    await bench.infrastructure.eventLog.append(records);
    if (n % Math.ceil(good / 10) < perAppend) progress(`${n} of ${good} good ones and ${bad} bad ones sent`);
    await sleep(Math.max(0, due - performance.now()));
  }
  return sent;
}

async function goodRecord(bench: DeliveryBench, event: EventDefinition<CountedV1>, id: string, n: number): Promise<LogRecord> {
  const record = await bench.infrastructure.codec.encode(event, { id, n, name: PERSON }, { organizationId: bench.organizationId });
  return { ...record, headers: { ...record.headers, good: String(n) } };
}

/** The dead letters, once there are as many as poison messages. */
async function settledLetters(
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
  poison: number,
  progress: Progress,
): Promise<{ total: number; reasons: Record<string, number>; personal: number }> {
  const topic = deadLetterTopic(event.topic, 'billing');
  let told = 0;
  await eventually(async () => {
    const count = await countLetters(bench, topic);
    if (count >= told + poison / 5) progress(`${(told = count)} of ${poison} in the dead letters`);
    if (count < poison) throw new Error(`${count} of ${poison} dead letters`);
  }, SETTLED_WITHIN_MS).catch(() => undefined);
  const rows = await bench.database.rows<{ reason: string; n: number }>(
    "SELECT headers->>'dlq-reason' AS reason, count(*)::int AS n FROM platform.log_records WHERE topic = $1 GROUP BY 1",
    [topic],
  );
  const [personal] = await bench.database.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM platform.log_records WHERE topic = $1 AND (value ~ $2 OR headers::text ~ $2)`,
    [topic, PERSON.split(' ').join('|')],
  );
  const reasons = Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
  return { total: rows.reduce((sum, { n }) => sum + n, 0), reasons, personal: personal?.n ?? 0 };
}

async function goodOf(bench: DeliveryBench, event: EventDefinition<CountedV1>): Promise<{ once: number; p99Ms: number }> {
  const [found] = await bench.database.rows<{ once: number; p99: number | null }>(
    `WITH handled AS (SELECT n, count(*) AS times, min(at) AS at FROM billing.effects WHERE consumer = $1 GROUP BY n)
     SELECT count(*) FILTER (WHERE h.times = 1)::int AS once,
            percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM h.at - r.appended_at) * 1000) AS p99
       FROM platform.log_records r LEFT JOIN handled h ON h.n = (r.headers->>'good')::int WHERE r.topic = $2 AND r.headers ? 'good'`,
    [CONSUMER, event.topic],
  );
  return { once: found?.once ?? 0, p99Ms: Number(found?.p99 ?? Infinity) };
}

/** Puts everything back once: what can be handled now has to count once, and the rest to come back. */
async function redrive(
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
  poison: number,
  mendable: number,
): Promise<{ once: number; more: number }> {
  const topic = deadLetterTopic(event.topic, 'billing');
  // With one look, before any has come back: those would be put back in the place of others.
  await bench.deadLetters.redrive(event.topic, 'billing', poison);
  await eventually(async () => {
    if ((await countLetters(bench, topic)) < 2 * poison - mendable) throw new Error('not all came back');
    const { once, more } = await mendedOf(bench);
    if (once + more < mendable) throw new Error('not all were handled');
  }, SETTLED_WITHIN_MS).catch(() => undefined);
  return mendedOf(bench);
}

async function mendedOf(bench: DeliveryBench): Promise<{ once: number; more: number }> {
  const [found] = await bench.database.rows<{ once: number; more: number }>(
    `SELECT count(*) FILTER (WHERE times = 1)::int AS once, count(*) FILTER (WHERE times > 1)::int AS more
       FROM (SELECT n, count(*) AS times FROM billing.effects WHERE consumer = $1 AND n >= $2 GROUP BY n) AS handled`,
    [CONSUMER, THROWS_FROM],
  );
  return { once: found?.once ?? 0, more: found?.more ?? 0 };
}

async function countLetters(bench: DeliveryBench, topic: string): Promise<number> {
  const [row] = await bench.database.rows<{ n: number }>('SELECT count(*)::int AS n FROM platform.log_records WHERE topic = $1', [topic]);
  return row?.n ?? 0;
}

function sumByReason(sent: ReadonlyMap<PoisonSort, number>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [sort, count] of sent) sums[POISON_SORTS[sort]] = (sums[POISON_SORTS[sort]] ?? 0) + count;
  return sums;
}

function equalCounts(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);
}
