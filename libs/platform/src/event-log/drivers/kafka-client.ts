import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type * as kafkajsPackage from 'kafkajs';
import type { Kafka, KafkaConfig, SASLOptions, logCreator } from 'kafkajs';
import lz4 from 'lz4-napi';
import { ConfigurationError } from '../../config/variables.js';
import type { Environment, ValuesOf } from '../../config/variables.js';
import type { Logger } from '../../telemetry/index.js';
import { kafkaVariables } from './kafka.config.js';
import { lazyPackage } from '../../lazy-package.js';

const kafkajs = lazyPackage<typeof kafkajsPackage>('kafkajs');

const require = createRequire(import.meta.url);

/** kafkajs waits for a broker that hangs for as long as it hangs, unless told otherwise: with these it fails over in 9 to 15 s. */
const NETWORK = {
  connectionTimeout: 1_000,
  requestTimeout: 3_000,
  retry: { initialRetryTime: 50, maxRetryTime: 500 },
} as const;

/** Half a minute: an ordinary fail-over is over by then. */
const TRIES = 60;

/** How old may be what a client knows about leaders; a request that times out does not make kafkajs look again. */
export const METADATA_MAX_AGE_MS = 1_000;

/** The client of one process; its consumers and producers share the settings and nothing else. `tries`: of each request, half a second apart. */
export function kafkaClient(environment: Environment, logger: Logger, tries = TRIES): Kafka {
  const settings = environment.read(kafkaVariables);
  registerCodecs();
  letIdleQueuesSleep();
  return new (kafkajs().Kafka)({
    clientId: 'shortlist',
    brokers: brokersOf(settings.KAFKA_BROKERS),
    ...NETWORK,
    retry: { ...NETWORK.retry, retries: tries },
    ...security(settings),
    logLevel: kafkajs().logLevel.WARN,
    logCreator: into(logger),
  });
}

function brokersOf(list = ''): string[] {
  const brokers = list
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (brokers.length > 0) return brokers;
  throw new ConfigurationError(['KAFKA_BROKERS is missing: EVENT_LOG_DRIVER=kafka needs host:port of at least one broker']);
}

type Settings = ValuesOf<(typeof kafkaVariables)['variables']>;

function security(settings: Settings): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  const { KAFKA_TLS_CA: ca, KAFKA_TLS_CERTIFICATE: cert, KAFKA_TLS_KEY: key } = settings;
  const ssl = settings.KAFKA_TLS ? { ...(ca && { ca: [ca] }), ...(cert && { cert }), ...(key && { key }) } : undefined;
  return { ...(ssl && { ssl }), ...sasl(settings) };
}

function sasl(settings: Settings): Pick<KafkaConfig, 'sasl'> {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  if (!mechanism) return {};
  const problems: string[] = [];
  if (!username || !password) problems.push(`KAFKA_SASL_MECHANISM=${mechanism} needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD`);
  if (mechanism === 'plain' && !settings.KAFKA_TLS)
    problems.push('KAFKA_SASL_MECHANISM=plain would send the password readable: set KAFKA_TLS=true or use scram-sha-512');
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { sasl: { mechanism, username, password } as SASLOptions };
}

/** One producer of a codec that nobody registered would stop every consumer for good. gzip is built in. */
function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs();
  const compress = promisify(zstdCompress);
  const decompress = promisify(zstdDecompress);
  CompressionCodecs[CompressionTypes.Snappy] = require('kafkajs-snappy') as () => object;
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) => lz4.compressFrame(buffer),
    decompress: (buffer: Buffer) => lz4.decompressFrame(buffer),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) => compress(buffer),
    decompress: (buffer: Buffer) => decompress(buffer),
  });
}

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * An idle connection of kafkajs 2.2.4 sets a timer of one millisecond for ever, to look for requests that wait; six of them take 6 % of a
 * core (tulios/kafkajs#1751, #1768). It need look only while one waits: whatever ends makes it look again.
 */
function letIdleQueuesSleep(): void {
  const queue = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const { scheduleCheckPendingRequests: schedule } = queue.prototype;
  if (schedule.name === 'whileSomeWait') return;
  queue.prototype.scheduleCheckPendingRequests = function whileSomeWait(this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}

/** Warnings and errors of kafkajs, without what they quote: it may hold keys of records. */
function into(logger: Logger): logCreator {
  return () =>
    ({ level, namespace, log }) =>
      logger[level === kafkajs().logLevel.ERROR ? 'error' : 'warn']('kafka_client', {
        reason: `${namespace}: ${log.message}`.slice(0, 300),
      });
}
