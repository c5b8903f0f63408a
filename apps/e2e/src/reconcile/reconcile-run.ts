import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventDefinitions } from '@shortlist/contracts';
import type { Installation } from '@shortlist/standalone';
import { Faults, eventually } from '@shortlist/testing';
import type pg from 'pg';
import { asSuperuser, countRows, schemasOf } from '../superuser.js';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant } from '../tenant.js';
import { effectsOf, unexpectedEffects } from './effects.js';
import type { SeenOutside } from './effects.js';
import { plant, stuckRows, unmatchedStates } from './plants.js';

export interface ReconcileRunOptions {
  /** Rows that get stuck in each state. Needs as many jobs, and twice as many applications. */
  readonly rows: number;
  readonly onProgress?: (text: string) => void;
}

export interface ReconcileResult {
  /** States that a reconciler knows and this proof does not, or the other way round. */
  readonly unmatched: readonly string[];
  /** Rows that were planted, by kind. */
  readonly planted: Readonly<Record<string, number>>;
  /** Seconds until the last row of each kind was repaired. */
  readonly repairedAfter: Readonly<Record<string, number>>;
  /** Rows that are still stuck, and events under way, when the time is over. */
  readonly stuck: number;
  /** What happened more than once, or to a row that was not stuck, or not at all. */
  readonly unexpected: readonly string[];
  readonly seconds: number;
}

export const REPAIRED_WITHIN_SECONDS = 300;
/** Every candidate is matched with every job of an organization: several keep a large run from being about that. */
const TENANTS = ['north', 'east', 'south', 'west'] as const;
const AT_ONCE = 8;
const SETTLED_MS = 900_000;

/** Lets everything that can lie still lie still, and waits until it has come right by itself, by the schedule. */
export async function reconcileRun({ rows, onProgress = () => undefined }: ReconcileRunOptions): Promise<ReconcileResult> {
  const receiver = await Receiver.start();
  const faults = new Faults();
  const outside = (): SeenOutside => ({ mails: faults.calls().get('mail.send') ?? 0, ...receiver.seen() });
  try {
    return await withSystem(
      async (installation) => {
        await settle(installation, receiver.url, rows, onProgress);
        return asSuperuser(installation.address, async (client) => {
          // Every hour in production, where it reads all records: here its hour has come when the rows get stuck.
          await client.query(`UPDATE pgboss.schedule SET cron = '* * * * *' WHERE name = 'candidates.compare_search'`);
          const unmatched = await unmatchedStates(installation);
          receiver.forgetIds();
          const before = await effectsOf(client, outside());
          const planted = await plant(client, installation, rows);
          onProgress(`planted ${JSON.stringify(planted)}`);
          const startedAt = Date.now();
          const { stuck, repairedAfter } = await repaired(client, installation, onProgress);
          const seconds = (Date.now() - startedAt) / 1_000;
          const unexpected = unexpectedEffects(before, planted, await effectsOf(client, outside()));
          return { unmatched, planted, repairedAfter, stuck, unexpected, seconds };
        });
      },
      LOCAL_RECEIVERS,
      faults.wrap,
    );
  } finally {
    await receiver.stop();
  }
}

/** Takes every post, and counts them. */
class Receiver {
  private posts = 0;
  private readonly byId = new Map<string, number>();
  private readonly server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    this.posts += 1;
    this.byId.set(id, (this.byId.get(id) ?? 0) + 1);
    response.writeHead(204).end();
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  seen(): Pick<SeenOutside, 'posts' | 'mostPostsPerId'> {
    return { posts: this.posts, mostPostsPerId: Math.max(0, ...this.byId.values()) };
  }

  forgetIds(): void {
    this.byId.clear();
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Applications that have come all the way, two to each job, with a receiver that has heard of everything. */
async function settle(installation: Installation, url: string, jobs: number, onProgress: (text: string) => void): Promise<void> {
  const staged: { tenant: Tenant; jobIds: string[] }[] = [];
  // First all the jobs, while nobody is screened for them or matched with them: their organizations wait for each to be known.
  for (const [index, name] of TENANTS.entries()) {
    const tenant = await Tenant.register(installation.url, name);
    await tenant.client.call('POST /webhooks', { body: { url, eventTypes: ['applications.received'] } });
    const own = Math.floor((jobs + index) / TENANTS.length);
    const jobIds = await inTurns(own, () => tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] }));
    staged.push({ tenant, jobIds });
    onProgress(`${own} jobs in ${name}`);
  }
  for (const { tenant, jobIds } of staged) {
    await inTurns(2 * jobIds.length, (place) => {
      const email = `applicant.${place}@${tenant.canary}.example.org`;
      return tenant.apply(jobIds[place % jobIds.length] ?? '', email, `Applicant\n${email}\n\nSkills\nTypeScript\n`);
    });
    onProgress(`two applications to each in ${tenant.canary}`);
  }
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const screened = await countRows(client, 'SELECT 1 FROM screening.screenings');
      const { total, byPlant, events } = await workLeft(client, installation);
      if (total > 0 || screened < 2 * jobs) {
        throw new Error(`not settled: ${screened} screened, ${JSON.stringify(byPlant)}, ${events} events under way`);
      }
    }, SETTLED_MS),
  );
  onProgress('settled');
}

/** Does something so many times, some at once. */
async function inTurns<T>(times: number, work: (place: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const turn = async (): Promise<void> => {
    for (let place = next++; place < times; place = next++) results[place] = await work(place);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
  return results;
}

/** Rows that are stuck and events under way, looked at in the order in which one becomes the other and that a row again, so that none slips through. */
async function workLeft(
  client: pg.Client,
  installation: Installation,
): Promise<{ total: number; byPlant: Record<string, number>; events: number }> {
  const before = await stuckRows(client);
  const events = await eventsUnderWay(client, installation);
  const byPlant = await stuckRows(client);
  const total = [...Object.values(before), ...Object.values(byPlant)].reduce((sum, one) => sum + one, events);
  return { total, byPlant, events };
}

/** Events that someone has still to hear of: handling them later would touch rows that are meant to lie still. First those that are not sent. */
async function eventsUnderWay(client: pg.Client, { infrastructure }: Installation): Promise<number> {
  const outboxes = (await schemasOf(client)).map((schema) => `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL`);
  const unsent = await countRows(client, outboxes.join(' UNION ALL '));
  const readers = [...eventDefinitions().values()].flatMap(({ topic, to }) => to.map((group) => ({ group, topic })));
  const running = new Set<string>(infrastructure.runtimes().map(({ name }) => name));
  const lags = await Promise.all(
    readers.filter(({ group }) => running.has(group)).map(({ group, topic }) => infrastructure.eventLog.lag(group, [topic])),
  );
  return lags.flat().reduce((sum, { records }) => sum + records, unsent);
}

async function repaired(
  client: pg.Client,
  installation: Installation,
  onProgress: (text: string) => void,
): Promise<Pick<ReconcileResult, 'stuck' | 'repairedAfter'>> {
  const startedAt = Date.now();
  const repairedAfter: Record<string, number> = {};
  for (let last = ''; ;) {
    const { total, byPlant } = await workLeft(client, installation);
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    for (const [name, left] of Object.entries(byPlant)) if (left > 0) repairedAfter[name] = seconds;
    const text = JSON.stringify(byPlant);
    if (text !== last) onProgress(`stuck after ${seconds} s: ${text}`);
    last = text;
    if (total === 0 || seconds >= REPAIRED_WITHIN_SECONDS) return { stuck: total, repairedAfter };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
