import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseServer, KafkaCluster, MailSink, startTogether } from '@shortlist/testing';
import { startEngines, stopEngines } from '../engines.js';
import type { Engines } from '../engines.js';
import { serverPart } from './cluster-part.js';
import type { ClusterPart } from './cluster-part.js';
import type { ClusterPorts } from './cluster-ports.js';

/** More would only cost time: nobody reads with so many consumers on one machine. */
const PARTITIONS_MOST = 6;

export interface ClusterServersOptions {
  readonly folder: string;
  readonly ports: ClusterPorts;
  readonly brokers: 1 | 3;
}

/** Every real server of the distributed mode. */
export class ClusterServers {
  private constructor(
    private readonly database: DatabaseServer,
    private readonly kafka: KafkaCluster,
    private readonly engines: Engines,
    private readonly mail: MailSink,
    private readonly brokers: number,
    private readonly rolesPassword: string,
  ) {}

  /** Installs what is missing and starts all of them side by side, or none. Passwords are new each time. */
  static async start({ folder, ports, brokers }: ClusterServersOptions): Promise<ClusterServers> {
    const engines = async (): Promise<Engines & { stop: () => Promise<void> }> => {
      const of = (['redis', 'elasticsearch', 's3'] as const).map((name) => [name, ports.server(name)] as const);
      const started = await startEngines({ folder, ports: Object.fromEntries(of) as Record<(typeof of)[number][0], number> });
      return { ...started, stop: () => stopEngines(started) };
    };
    const [database, kafka, rest, mail] = await startTogether<
      [DatabaseServer, KafkaCluster, Awaited<ReturnType<typeof engines>>, MailSink]
    >([
      DatabaseServer.start({ folder: join(folder, 'postgres'), port: ports.server('postgres'), password: newPassword() }),
      KafkaCluster.start({ folder: join(folder, 'kafka'), port: ports.kafka, brokers }),
      engines(),
      MailSink.start({ folder: join(folder, 'mail'), port: ports.server('smtp') }),
    ]);
    return new ClusterServers(database, kafka, rest, mail, brokers, newPassword());
  }

  /** They lead a service to all servers. */
  get variables(): Readonly<Record<string, string>> {
    return {
      ...this.engines.variables,
      DATABASE_URL: this.database.servicesUrl(this.rolesPassword),
      EVENT_LOG_DRIVER: 'kafka',
      KAFKA_BROKERS: this.kafka.bootstrap,
      KAFKA_REPLICATION: String(this.brokers),
      KAFKA_PARTITIONS_MOST: String(PARTITIONS_MOST),
      MAIL_DRIVER: 'smtp',
      SMTP_URL: this.mail.url,
    };
  }

  /** The same for migrations, which alone know the administrator and give the roles their password. */
  get migrationVariables(): Readonly<Record<string, string>> {
    const { database, rolesPassword } = this;
    return { ...this.variables, DATABASE_URL: database.administratorUrl, DATABASE_ROLES_PASSWORD: rolesPassword };
  }

  get parts(): ClusterPart[] {
    const { engines, database, kafka, mail } = this;
    const at = (url: string): string => url.replace(/\/\/\S+@/, '//');
    return [
      serverPart('postgres', at(database.administratorUrl), database.process),
      ...kafka.brokers.map((broker, index) => serverPart(broker.program.name, kafka.bootstrap.split(',')[index] ?? '', broker)),
      serverPart('redis', engines.redis.url, engines.redis.process),
      serverPart('elasticsearch', engines.elasticsearch.url, engines.elasticsearch.process),
      serverPart('s3', engines.variables.S3_ENDPOINT ?? '', engines.s3.process),
      { name: 'smtp', address: mail.url, process: null, health: async () => 'ready' },
    ];
  }

  /** The database last: nothing else keeps what the others still write. */
  async stop(): Promise<void> {
    await Promise.all([stopEngines(this.engines), this.kafka.stop(), this.mail.stop()]);
    await this.database.stop();
  }
}

const newPassword = (): string => randomBytes(18).toString('base64url');
