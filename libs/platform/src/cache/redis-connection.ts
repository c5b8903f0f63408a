import type * as ioredisPackage from 'ioredis';
import type { Redis } from 'ioredis';
import { ConfigurationError } from '../config/variables.js';
import type { Environment } from '../config/variables.js';
import type { Logger } from '../telemetry/logger.js';
import { cacheVariables } from './cache.config.js';
import { lazyPackage } from '../lazy-package.js';

const ioredis = lazyPackage<typeof ioredisPackage>('ioredis');

/** Before every key, so that a server can be shared with other programs. */
const KEY_PREFIX = 'shortlist:';
const CONNECT_MS = 1_000;
const LONGEST_PAUSE_MS = 1_000;

/**
 * The connection of a process to its Redis server. While the server is away every command fails at once and nothing is queued or sent a
 * second time, so that no request waits for a cache; it reconnects by itself. A server that hangs is left after two timeouts.
 */
export class RedisConnection {
  readonly client: Redis;
  private lost = false;

  constructor(
    url: string,
    timeoutMs: number,
    private readonly logger: Logger,
  ) {
    this.client = new (ioredis().Redis)(url, {
      lazyConnect: true,
      keyPrefix: KEY_PREFIX,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_MS,
      commandTimeout: timeoutMs,
      socketTimeout: 2 * timeoutMs,
      retryStrategy: (attempt) => Math.min(50 * attempt, LONGEST_PAUSE_MS),
    });
    this.client.on('error', (error) => this.report(error));
    this.client.on('close', () => this.report());
    this.client.on('ready', () => this.recover());
  }

  /** Resolves also when the server is away: it is then connected as soon as it comes. */
  async open(): Promise<void> {
    await this.client.connect().catch((error: unknown) => this.report(error));
  }

  close(): void {
    this.client.removeAllListeners('close');
    this.client.disconnect();
  }

  /** One line for an outage, however many attempts fail in it. */
  private report(error?: unknown): void {
    if (!this.lost) this.logger.warn('redis_lost', {}, error);
    this.lost = true;
  }

  private recover(): void {
    if (this.lost) this.logger.info('redis_back');
    this.lost = false;
  }
}

/** The configured connection, or null where everything is kept in memory. */
export function createRedisConnection(environment: Environment, logger: Logger): RedisConnection | null {
  const { CACHE_DRIVER, REDIS_URL, REDIS_TIMEOUT_MS } = environment.read(cacheVariables);
  if (CACHE_DRIVER === 'memory') return null;
  if (!REDIS_URL) throw new ConfigurationError(['REDIS_URL is missing: CACHE_DRIVER=redis needs it']);
  return new RedisConnection(REDIS_URL, REDIS_TIMEOUT_MS, logger);
}
