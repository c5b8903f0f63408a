import { createTransport } from 'nodemailer';
import {
  Logger,
  cacheVariables,
  createObjectStorage,
  createRedisConnection,
  createSearchIndex,
  eventLogVariables,
  mailVariables,
  searchVariables,
  settleLogTopics,
  storageVariables,
} from '@shortlist/platform';
import type { Environment, SigningSecret, UnitOfWork } from '@shortlist/platform';
import type { Finding } from './finding.js';

interface Server {
  readonly name: string;
  readonly isConfigured: (environment: Environment) => boolean;
  /** Rejects, or resolves to what is wrong. */
  readonly ask: (environment: Environment) => Promise<string | void>;
  readonly remedy: string;
}

const CONNECT_MS = 5_000;
/** Of drivers that are not asked for anything that needs one. */
const NONE = undefined as unknown;

/** Somebody waits: a broker that does not answer within about five seconds is a finding. */
const KAFKA_TRIES = 8;

const SERVERS: readonly Server[] = [
  {
    name: 'Kafka',
    isConfigured: (environment) => environment.read(eventLogVariables).EVENT_LOG_DRIVER === 'kafka',
    ask: async (environment) => {
      const topics = await settleLogTopics(environment, Logger.create({ level: 'silent' }), { create: false, tries: KAFKA_TRIES });
      const [first, ...others] = topics.filter(({ state }) => state !== 'ready');
      if (first) return `${others.length + 1} of ${topics.length} topics are missing or differ, such as ${first.name}`;
    },
    remedy:
      'Start it and correct KAFKA_BROKERS, KAFKA_TLS and what begins with KAFKA_TLS_ and KAFKA_SASL_. "shortlist topics" makes missing topics and says what differs in others.',
  },
  {
    name: 'Redis',
    isConfigured: (environment) => environment.read(cacheVariables).CACHE_DRIVER === 'redis',
    ask: async (environment) => {
      const redis = createRedisConnection(environment, Logger.create({ level: 'silent' }));
      try {
        await redis?.client.connect();
        await redis?.client.ping();
      } finally {
        redis?.close();
      }
    },
    remedy: 'Start it, or correct REDIS_URL. Until then limits are counted per process, and POSTs with an Idempotency-Key answer 503.',
  },
  {
    name: 'the S3 bucket',
    isConfigured: (environment) => environment.read(storageVariables).STORAGE_DRIVER === 's3',
    ask: async (environment) => void (await createObjectStorage(environment, '', NONE as SigningSecret).list('doctor', { limit: 1 })),
    remedy: 'Start the server, make S3_BUCKET, or let S3_ACCESS_KEY_ID list, read, write and delete in it.',
  },
  {
    name: 'Elasticsearch',
    isConfigured: (environment) => environment.read(searchVariables).SEARCH_DRIVER === 'elasticsearch',
    ask: async (environment) => {
      if (!(await createSearchIndex(environment, NONE as UnitOfWork).isComplete())) return 'the index is missing, or of another version';
    },
    remedy:
      'Start it and correct ELASTICSEARCH_URL. A missing index is built within a minute by the worker of candidates, or now by "shortlist reindex".',
  },
  {
    name: 'the SMTP server',
    isConfigured: (environment) => environment.read(mailVariables).MAIL_DRIVER === 'smtp',
    ask: async (environment) => {
      const { SMTP_URL } = environment.read(mailVariables);
      const transport = createTransport({
        url: SMTP_URL,
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: CONNECT_MS,
      });
      await transport.verify();
    },
    remedy: 'Correct SMTP_URL: host, port, and the user and password in it. Until then mail waits and is tried again.',
  },
];

/** Asks every server that the configuration names whether it can be used. */
export async function examineServers(environment: Environment): Promise<Finding[]> {
  const configured = SERVERS.filter((server) => safely(() => server.isConfigured(environment)));
  return Promise.all(configured.map((server) => examine(environment, server)));
}

async function examine(environment: Environment, { name, ask, remedy }: Server): Promise<Finding> {
  try {
    const problem = await ask(environment);
    return problem ? { ok: false, what: `${name}: ${problem}`, remedy } : { ok: true, what: `${name} answers` };
  } catch (error) {
    return { ok: false, what: `${name} cannot be used: ${reasonOf(error)}`, remedy };
  }
}

/** What lies behind a coded error says more than the error itself. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}

/** A variable that cannot be read is reported with the configuration. */
function safely(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false;
  }
}
