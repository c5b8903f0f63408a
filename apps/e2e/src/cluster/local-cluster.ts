import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_CONTEXTS, contextServices, migrationOf } from '../services/context-services.js';
import type { ContextServices } from '../services/context-services.js';
import type { ServiceProcess } from '../services/service-process.js';
import { servicePart } from './cluster-part.js';
import type { ClusterPart, PartHealth } from './cluster-part.js';
import type { ClusterPorts } from './cluster-ports.js';
import { ClusterServers } from './cluster-servers.js';
import { Front } from './front.js';
import { runFile, runShortlist } from './run-file.js';

export interface LocalClusterOptions {
  /** Holds data, logs and settings; absolute. */
  readonly folder: string;
  readonly ports: ClusterPorts;
  readonly brokers: 1 | 3;
  /** Of every service, beside what leads it to the servers. */
  readonly variables: Readonly<Record<string, string>>;
  /** Told before each step. */
  readonly onStep: (step: string) => void;
}

/** How the parts are, as the front's `/health` shows it. */
export interface ClusterHealth {
  readonly ok: boolean;
  readonly parts: readonly { readonly name: string; readonly address: string; readonly pid: number | null; readonly health: PartHealth }[];
}

/** Real servers, every context as an HTTP process and a worker over them, and one address in front. */
export class LocalCluster {
  private servers: ClusterServers | null = null;
  private services: readonly ContextServices[] = [];
  private front: Front | null = null;

  constructor(private readonly options: LocalClusterOptions) {}

  get url(): string {
    return `http://127.0.0.1:${this.options.ports.base}`;
  }

  /** Settings of the services, for commands such as `shortlist dlq` beside the running cluster. */
  get settingsFile(): string {
    return join(this.options.folder, 'cluster.env');
  }

  get parts(): ClusterPart[] {
    const services = this.services.flatMap(({ url, http, worker }) => [servicePart(url, http), servicePart(worker.probeUrl, worker)]);
    const front: ClusterPart = { name: 'front', address: this.url, process: null, health: async () => (this.front ? 'ready' : 'down') };
    return [front, ...services, ...(this.servers?.parts ?? [])];
  }

  /** Starts everything in order. After `signal` it begins nothing new and rejects; `stop` has to follow in any case. */
  async start(signal: AbortSignal): Promise<void> {
    const { folder, ports, brokers, onStep } = this.options;
    onStep(`Starting PostgreSQL, Kafka (${brokers === 1 ? 'one broker' : `${brokers} brokers`}), Redis, Elasticsearch, S3 and SMTP`);
    const servers = await ClusterServers.start({ folder, ports, brokers });
    this.servers = servers;
    signal.throwIfAborted();
    const variables = this.settle(servers);
    onStep('Applying migrations, as the administrator of the database');
    await Promise.all(SERVICE_CONTEXTS.map((context) => runFile(migrationOf(context), { ...variables, ...servers.migrationVariables })));
    signal.throwIfAborted();
    onStep('Making topics and the search index');
    await Promise.all([runShortlist(['topics'], variables), runShortlist(['reindex'], variables)]);
    signal.throwIfAborted();
    onStep(`Starting ${SERVICE_CONTEXTS.length} contexts, each as an HTTP process and a worker`);
    this.services = await contextServices({ variables, portsOf: (context) => ports.of(context), folder: join(folder, 'services') });
    await untilAborted(Promise.all(this.processes().map((service) => service.start())), signal);
    const urls = new Map(this.services.map(({ context, url }) => [context as string, url]));
    this.front = await Front.start({ port: ports.base, services: urls, health: () => this.health() });
  }

  async health(): Promise<ClusterHealth> {
    const parts = await Promise.all(
      this.parts.map(async ({ name, address, process, health }) => ({ name, address, pid: process?.pid ?? null, health: await health() })),
    );
    return { ok: parts.every(({ health }) => health === 'ready'), parts };
  }

  /** Stops in the order in which nothing misses another: front, HTTP processes, workers, servers. Answers what did not end properly. */
  async stop(): Promise<string[]> {
    await this.front?.stop();
    this.front = null;
    const ends: string[] = [];
    for (const part of ['http', 'worker'] as const) {
      await Promise.all(
        this.services.map(async (services) => {
          const service = services[part];
          if (service.process.pid === null) return;
          const exitCode = await service.stop();
          if (exitCode !== 0) ends.push(`${service.name} ended with ${exitCode ?? 'a signal'}: ${service.process.logFile}`);
        }),
      );
    }
    await this.servers?.stop();
    return ends;
  }

  private processes(): ServiceProcess[] {
    return this.services.flatMap(({ http, worker }) => [http, worker]);
  }

  /** Writes down what the services share: the master key, which stays when it is there, and their settings. */
  private settle(servers: ClusterServers): Record<string, string> {
    const { folder } = this.options;
    const dataDir = join(folder, 'files');
    const keyFile = join(folder, 'master.key');
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(keyFile)) writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    const variables = {
      ...servers.variables,
      DATA_DIR: dataDir,
      MASTER_KEY_FILE: keyFile,
      PUBLIC_URL: this.url,
      TRUSTED_PROXIES: '127.0.0.1',
      // Receivers of webhooks that are tried out run on this machine.
      WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true',
      ...this.options.variables,
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(this.settingsFile, lines.join(''), { mode: 0o600 });
    return variables;
  }
}

/** What goes on after the signal is left to whoever stops it. */
async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  work.catch(() => undefined);
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
  aborted.catch(() => undefined);
  await Promise.race([work, aborted]);
}
