import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@shortlist/platform';
import { installed, run } from './installation.js';
import { javaHome } from './java.js';
import { kafkaSignIn } from './kafka-sign-in.js';
import type { KafkaSignIn } from './kafka-sign-in.js';
import { mavenJars } from './maven.js';
import { ServerProcess } from './server-process.js';

const VERSION = '4.4.0';
/** Of the 44 jars; printed by a failing installation. */
const CHECKSUM = 'a0fcd1a3229cb9d6555860e9ddc320c90217e0239393467e2723371e262b10cf';
/** Any will do; a fixed one makes formatting repeatable. */
const CLUSTER_ID = 'Ji5rSRw6RxaOkKx5SpbCgA';

export interface KafkaOptions {
  readonly brokers?: 1 | 3;
  /** Keeps the data there; without it the data lies in a temporary folder and goes with `remove`. */
  readonly folder?: string;
  /** Port of the first broker; its controller has the next, the second broker is ten further. Free ports unless given. */
  readonly port?: number;
  /** How long a silent broker keeps its partitions. Kafka's own 9 s are patient with a busy machine, 2 s make failures short. */
  readonly sessionMs?: number;
  /** Megabytes of heap of a broker. */
  readonly heapMb?: number;
  /** Adds a listener over TLS on which clients show a certificate and sign in, see `secure`. */
  readonly secured?: boolean;
}

interface Node {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  /** Null unless clients may sign in over TLS. */
  readonly securePort: number | null;
  readonly folder: string;
}

/** Apache Kafka (KRaft): one broker, or three with replication 3 and two in-sync replicas, each of which is also a controller. */
export class KafkaCluster {
  private constructor(
    /** To be killed, frozen and started again one by one. */
    readonly brokers: readonly ServerProcess[],
    /** For KAFKA_BROKERS. */
    readonly bootstrap: string,
    /** The variables of a process that comes over TLS and signs in; empty unless `secured`. */
    readonly secure: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {}

  /** Installs Kafka where it is missing, formats what is new, and waits until every broker serves. */
  static async start(options: KafkaOptions = {}): Promise<KafkaCluster> {
    const [java, jars] = [await javaHome(), await kafkaJars()];
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'shortlist-kafka-'));
    const nodes = await nodesOf(options, folder);
    const signIn = options.secured ? await kafkaSignIn(join(folder, 'security')) : null;
    const { heapMb = nodes.length === 1 ? 512 : 384 } = options;
    const command = (flags: readonly string[], main: string, ...args: string[]): string[] => [...flags, '-cp', `${jars}/*`, main, ...args];
    const brokers = nodes.map((node) => {
      // The second compiler costs more at every start than it gains in a run of minutes.
      const flags = [
        '-Xms64m',
        `-Xmx${heapMb}m`,
        '-XX:TieredStopAtLevel=1',
        '-XX:+UseSerialGC',
        '-XX:+ExitOnOutOfMemoryError',
        logging(node),
      ];
      return new ServerProcess({
        name: `kafka-${node.id}`,
        command: join(java, 'bin', 'java'),
        args: command(flags, 'kafka.Kafka', properties(node)),
        folder: node.folder,
        // Printed once the broker is admitted by the controller and serves.
        isReady: (log) => log.includes('Kafka Server started'),
      });
    });
    await Promise.all(
      nodes.map(async (node) => {
        configure(node, nodes, options.sessionMs ?? 9_000, signIn);
        const format = ['format', '--ignore-formatted', '-t', CLUSTER_ID, '-c', properties(node), ...(signIn?.format ?? [])];
        const flags = ['-Xmx128m', '-XX:TieredStopAtLevel=1', logging(node)];
        await run(join(java, 'bin', 'java'), command(flags, 'kafka.tools.StorageTool', ...format));
      }),
    );
    const addresses = (ports: readonly (number | null)[]): string => ports.map((port) => `127.0.0.1:${port}`).join();
    const secure = signIn ? { ...signIn.variables, KAFKA_BROKERS: addresses(nodes.map(({ securePort }) => securePort)) } : {};
    const cluster = new KafkaCluster(brokers, addresses(nodes.map(({ port }) => port)), secure, folder);
    try {
      await Promise.all(brokers.map((broker) => broker.start()));
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.brokers.map((broker) => broker.stop()));
  }

  /** Ends the brokers at once and deletes their data. */
  async remove(): Promise<void> {
    await Promise.all(this.brokers.map((broker) => broker.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function kafkaJars(): Promise<string> {
  const artifacts = [
    // Version 4.4.0 names its tools, which are not published; the server does not need them.
    { coordinates: `org.apache.kafka:kafka_2.13:${VERSION}`, without: ['org.apache.kafka:kafka-tools-api'] },
    // It comes with log4j 2 and slf4j 1.7 without what binds the two.
    { coordinates: 'org.apache.logging.log4j:log4j-slf4j-impl:2.25.5' },
  ];
  return installed({ name: 'kafka', version: VERSION, install: (folder) => mavenJars(folder, artifacts, CHECKSUM) });
}

async function nodesOf({ brokers = 1, port, secured = false }: KafkaOptions, folder: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let index = 0; index < brokers; index++) {
    const given = port === undefined ? null : port + index * 10;
    const [own, controllerPort] = given === null ? [await freePort(), await freePort()] : [given, given + 1];
    const securePort = secured ? await freePort() : null;
    nodes.push({ id: index + 1, port: own, controllerPort, securePort, folder: join(folder, String(index + 1)) });
  }
  return nodes;
}

const properties = (node: Node): string => join(node.folder, 'server.properties');
const logging = (node: Node): string => `-Dlog4j2.configurationFile=${join(node.folder, 'log4j2.properties')}`;

function configure(node: Node, nodes: readonly Node[], sessionMs: number, signIn: KafkaSignIn | null): void {
  mkdirSync(node.folder, { recursive: true });
  writeFileSync(properties(node), lines({ ...settings(node, nodes, sessionMs), ...signIn?.settings }));
  writeFileSync(join(node.folder, 'log4j2.properties'), lines(LOGGING));
}

function settings(node: Node, nodes: readonly Node[], sessionMs: number): Record<string, string | number> {
  const replication = nodes.length;
  const inSync = Math.ceil(replication / 2);
  const open = [
    `PLAINTEXT://127.0.0.1:${node.port}`,
    ...(node.securePort === null ? [] : [`SECURE://127.0.0.1:${node.securePort}`]),
  ].join();
  return {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(),
    'controller.listener.names': 'CONTROLLER',
    listeners: `${open},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': open,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': join(node.folder, 'data'),
    'auto.create.topics.enable': 'false',
    'default.replication.factor': replication,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replication,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': replication,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': replication,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.segment.bytes': 64 * 1024 * 1024,
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
    'broker.session.timeout.ms': sessionMs,
    'broker.heartbeat.interval.ms': Math.round(sessionMs / 5),
    // A lost controller is replaced within the same time.
    'controller.quorum.fetch.timeout.ms': Math.round(sessionMs / 2),
    'controller.quorum.election.timeout.ms': Math.round(sessionMs / 4),
  };
}

const LOGGING = {
  status: 'warn',
  'appender.out.type': 'Console',
  'appender.out.name': 'out',
  'appender.out.layout.type': 'PatternLayout',
  'appender.out.layout.pattern': '%d{HH:mm:ss.SSS} %p %c{1} %m%n',
  'rootLogger.level': 'warn',
  'rootLogger.appenderRef.out.ref': 'out',
  'logger.server.name': 'kafka.server.KafkaRaftServer',
  'logger.server.level': 'info',
};

const lines = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
