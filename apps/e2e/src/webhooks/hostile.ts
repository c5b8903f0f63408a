import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant } from '../tenant.js';
import { HealthyReceiver } from './receivers.js';
import type { Received } from './receivers.js';

export interface HostileOptions {
  readonly receivers: number;
  readonly events: number;
  readonly progress: (text: string) => void;
}

export interface HostileResult {
  readonly events: number;
  /** Events that reached the healthy receiver. */
  readonly delivered: number;
  /** From the event to the healthy receiver. */
  readonly p99Ms: number;
  /** Growth of what the process has in use, garbage aside, from the moment when all receivers turn hostile. The hostile ones run elsewhere. */
  readonly grownMiB: number;
  /** The same of its resident memory, at its most. */
  readonly residentMiB: number;
}

interface Place {
  readonly tenant: Tenant;
  readonly jobId: string;
}

/** An organization may have 50 endpoints; one of them is the healthy one. */
const PER_ORGANIZATION = 40;
/** Between two events, each of which has 41 deliveries: the question is who holds up whom, not how much a machine can do. */
const PAUSE_MS = 1_000;
const MIB = 1_024 * 1_024;

/** Events go to many receivers that misbehave and to one that does not; how long does that one wait? */
export async function hostileRun(options: HostileOptions): Promise<HostileResult> {
  const [healthy, hostile] = [await HealthyReceiver.start(), await startHostile(options.receivers)];
  try {
    return await withSystem(async (installation) => {
      const places = await prepare(installation, healthy, hostile.urls);
      options.progress(`${options.receivers} hostile receivers and a healthy one`);
      const grown = await submitAll(places, hostile.turn, options);
      const heard = await eventually(() => {
        const ids = new Set(healthy.received.map((one) => one.id));
        if (ids.size < options.events) throw new Error(`${ids.size} of ${options.events} events have reached the healthy receiver`);
        return healthy.received;
      }, 120_000);
      return { events: options.events, delivered: heard.length, p99Ms: p99(heard), ...grown };
    }, LOCAL_RECEIVERS);
  } finally {
    hostile.stop();
    await healthy.stop();
  }
}

/** Organizations with a job each; the first has the healthy receiver, of which nothing more is known than of the others. */
async function prepare(installation: Installation, healthy: HealthyReceiver, urls: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  for (let organization = 0; organization * PER_ORGANIZATION < urls.length; organization++) {
    const tenant = await Tenant.register(installation.url, `hostile${organization}`);
    places.push({ tenant, jobId: await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] }) });
  }
  const add = ({ tenant }: Place, url: string) =>
    tenant.client.call('POST /webhooks', { body: { url, eventTypes: ['applications.received'] } });
  await add(places[0] as Place, healthy.url);
  for (const [index, url] of urls.entries()) await add(places[Math.floor(index / PER_ORGANIZATION)] as Place, url);
  return places;
}

/** From a quarter of the events on, all of the receivers are hostile; what was needed until then is in memory by then. */
async function submitAll(
  places: readonly Place[],
  turn: () => void,
  { events, progress }: HostileOptions,
): Promise<Pick<HostileResult, 'grownMiB' | 'residentMiB'>> {
  const turning = Math.ceil(events / 4);
  let [before, most] = [memory(), 0];
  for (let event = 0; event < events; event++) {
    if (event === turning) {
      before = memory();
      most = before.resident;
      turn();
    }
    for (const { tenant, jobId } of event % 10 === 0 ? places : places.slice(0, 1)) {
      await tenant.apply(jobId, `applicant.${event}@example.org`, 'Applicant\n');
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    most = Math.max(most, process.memoryUsage().rss);
    if ((event + 1) % 20 === 0) progress(`${event + 1} of ${events} events`);
  }
  return { grownMiB: (memory().inUse - before.inUse) / MIB, residentMiB: (most - before.resident) / MIB };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memory(): { readonly inUse: number; readonly resident: number } {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { inUse: heapUsed + external, resident: rss };
}

interface Hostile {
  readonly urls: readonly string[];
  /** From now on all of them are hostile. */
  turn(): void;
  stop(): void;
}

async function startHostile(count: number): Promise<Hostile> {
  const child = fork(fileURLToPath(new URL('hostile-process.ts', import.meta.url)), [String(count)]);
  const [urls] = (await once(child, 'message')) as [string[]];
  return { urls, turn: () => void child.send('turn'), stop: () => child.disconnect() };
}

function p99(heard: readonly Received[]): number {
  const delays = heard.map(({ at, body }) => at - Date.parse((JSON.parse(body) as { timestamp: string }).timestamp));
  return delays.sort((a, b) => a - b)[Math.ceil(delays.length * 0.99) - 1] ?? Number.NaN;
}
