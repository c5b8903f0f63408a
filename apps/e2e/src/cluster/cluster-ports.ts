import { createServer } from 'node:net';
import { CONTEXTS } from '@shortlist/contracts';
import type { ContextName } from '@shortlist/contracts';
import type { ContextPorts } from '../services/context-services.js';
import { SERVICE_CONTEXTS } from '../services/context-services.js';

export const SERVERS = ['postgres', 'redis', 'elasticsearch', 's3', 'smtp'] as const;
export type ServerName = (typeof SERVERS)[number];

/** Where a random base may lie: below the ports that the system hands out by itself. */
const RANDOM = { from: 12_000, step: 500, choices: 40 };
const KAFKA_OFFSET = 310;
/** A broker and its controller, and room up to the next. */
const BROKER_STEP = 10;

/** Every port of a cluster, by its distance from the first. */
export class ClusterPorts {
  constructor(
    /** Of the front. */
    readonly base: number,
    private readonly brokers: number,
  ) {}

  /** As in production (3001 to 3010, worker probes + 100), with the probes of HTTP processes another 100 above. */
  of(context: ContextName): ContextPorts {
    const http = this.base + CONTEXTS.indexOf(context) + 1;
    return { http, workerProbe: http + 100, httpProbe: http + 200 };
  }

  server(name: ServerName): number {
    return this.base + 300 + SERVERS.indexOf(name);
  }

  /** Of the first broker; its controller has the next, the second broker is ten further. */
  get kafka(): number {
    return this.base + KAFKA_OFFSET;
  }

  /** All of them with what needs them. */
  all(): [name: string, port: number][] {
    const contexts = SERVICE_CONTEXTS.flatMap((context): [string, number][] => {
      const { http, httpProbe, workerProbe } = this.of(context);
      return [
        [context, http],
        [`the probes of ${context}`, httpProbe],
        [`the probes of ${context}-worker`, workerProbe],
      ];
    });
    const kafka = Array.from({ length: this.brokers }, (_, index): [string, number][] => [
      [`kafka-${index + 1}`, this.kafka + index * BROKER_STEP],
      [`the controller of kafka-${index + 1}`, this.kafka + index * BROKER_STEP + 1],
    ]);
    return [['the front', this.base], ...contexts, ...SERVERS.map((name): [string, number] => [name, this.server(name)]), ...kafka.flat()];
  }
}

/** The ports from `base`, which must all be free; 0 looks for such a base. */
export async function choosePorts(base: number, brokers: number): Promise<ClusterPorts> {
  if (base !== 0) {
    const ports = new ClusterPorts(base, brokers);
    const taken = await takenOf(ports);
    if (taken.length === 0) return ports;
    const list = taken.map(([name, port]) => `${port} (${name})`).join(', ');
    throw new Error(`Ports are taken by other programs: ${list}. Stop those, or give another first port, such as --port ${base + 10_000}.`);
  }
  for (let tries = 0; tries < RANDOM.choices; tries++) {
    const ports = new ClusterPorts(RANDOM.from + RANDOM.step * Math.floor(Math.random() * RANDOM.choices), brokers);
    if ((await takenOf(ports)).length === 0) return ports;
  }
  throw new Error('No row of free ports was found: give the first one with --port.');
}

async function takenOf(ports: ClusterPorts): Promise<[string, number][]> {
  const all = ports.all();
  const free = await Promise.all(all.map(([, port]) => isFree(port)));
  return all.filter((_, index) => !free[index]);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
