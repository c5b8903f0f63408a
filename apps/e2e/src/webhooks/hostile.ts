import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant } from '../tenant.js';
import { HealthyReceiver, HostileReceivers } from './receivers.js';
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
  /** Growth of the resident memory of the process, in which the receivers run too. */
  readonly grownMiB: number;
}

interface Place {
  readonly tenant: Tenant;
  readonly jobId: string;
}

/** An organization may have 50 endpoints; one of them is the healthy one. */
const PER_ORGANIZATION = 40;
const PAUSE_MS = 250;
const MIB = 1_024 * 1_024;

/** Events go to many receivers that misbehave and to one that does not; how long does that one wait? */
export async function hostileRun(options: HostileOptions): Promise<HostileResult> {
  const [healthy, hostile] = [await HealthyReceiver.start(), await HostileReceivers.start()];
  try {
    return await withSystem(async (installation) => {
      const places = await prepare(installation, healthy, hostile.urls(options.receivers));
      options.progress(`${options.receivers} hostile receivers and a healthy one`);
      const grownMiB = await submitAll(places, hostile, options);
      const heard = await eventually(() => {
        const ids = new Set(healthy.received.map((one) => one.id));
        if (ids.size < options.events) throw new Error(`${ids.size} of ${options.events} events have reached the healthy receiver`);
        return healthy.received;
      }, 120_000);
      return { events: options.events, delivered: heard.length, p99Ms: p99(heard), grownMiB };
    }, LOCAL_RECEIVERS);
  } finally {
    await Promise.all([healthy.stop(), hostile.stop()]);
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

/** How much the memory grew, in MiB. From a quarter of the events on, all of the receivers are hostile. */
async function submitAll(places: readonly Place[], hostile: HostileReceivers, { events, progress }: HostileOptions): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  for (let event = 0; event < events; event++) {
    if (event === Math.ceil(events / 4)) hostile.turn();
    for (const { tenant, jobId } of event % 10 === 0 ? places : places.slice(0, 1)) {
      await tenant.apply(jobId, `applicant.${event}@example.org`, 'Applicant\n');
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    most = Math.max(most, process.memoryUsage().rss);
    if ((event + 1) % 20 === 0) progress(`${event + 1} of ${events} events`);
  }
  return (most - before) / MIB;
}

function p99(heard: readonly Received[]): number {
  const delays = heard.map(({ at, body }) => at - Date.parse((JSON.parse(body) as { timestamp: string }).timestamp));
  return delays.sort((a, b) => a - b)[Math.ceil(delays.length * 0.99) - 1] ?? Number.NaN;
}
