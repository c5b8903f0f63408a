import { join } from 'node:path';
import type { ContextName } from '@shortlist/contracts';
import { DataSource } from 'typeorm';
import { MemoryCache, RedisCache, createRedisConnection } from '../cache/index.js';
import type { Cache, RedisConnection } from '../cache/index.js';
import { SystemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Environment } from '../config/variables.js';
import { dataSourceOptions, directClient, poolOf } from '../database/connections.js';
import type { DatabaseAddress, EntityClass, PoolOptions, PoolUse } from '../database/connections.js';
import { databaseVariables } from '../database/database.config.js';
import { DirectConnection } from '../database/direct-connection.js';
import { PLATFORM_ROLE } from '../database/roles.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { PostgresEventLog } from '../event-log/drivers/postgres.driver.js';
import { externalEventLog } from '../event-log/external-event-log.js';
import type { OpenedEventLog } from '../event-log/external-event-log.js';
import { EventCodec } from '../event-log/event-codec.js';
import { HandlerTelemetry } from '../event-log/handler-telemetry.js';
import { TracedEventLog } from '../event-log/traced-event-log.js';
import type { EventLog } from '../event-log/event-log.js';
import { DatabaseKeyring } from '../keys/database-keyring.js';
import type { Keyring } from '../keys/keyring.js';
import { MasterSigningSecret } from '../keys/signing-secret.js';
import type { SigningSecret } from '../keys/signing-secret.js';
import { PlatformChores, Reconciler } from '../maintenance/index.js';
import { createModels } from '../models/index.js';
import type { ModelLedger, Models } from '../models/index.js';
import { createMailTransport } from '../mail/index.js';
import type { MailTransport } from '../mail/index.js';
import { createSearchIndex } from '../search/index.js';
import type { SearchIndex } from '../search/index.js';
import { createObjectStorage } from '../storage/index.js';
import type { ObjectStorage } from '../storage/index.js';
import { AnnouncedTaskRepository, PgBossTaskQueue, TaskTelemetry } from '../tasks/index.js';
import type { TaskQueue } from '../tasks/index.js';
import { HealthChecks, Metrics, Tracing } from '../telemetry/index.js';
import type { Logger } from '../telemetry/index.js';
import type { ApiKeys } from '../http/access/api-keys.js';
import type { RevokedSessions } from '../http/access/revoked-sessions.js';
import type { VerificationKeys } from '../http/access/verification-keys.js';
import { MemoryRateLimiter } from '../http/limits/drivers/memory.driver.js';
import { RedisRateLimiter } from '../http/limits/drivers/redis.driver.js';
import type { RateLimiter } from '../http/limits/rate-limiter.js';
import { DatabaseApiKeys } from './database-api-keys.js';
import { KnownRevokedSessions } from './known-revoked-sessions.js';
import { ContextRuntime } from './context-runtime.js';
import { endProcess } from './end-process.js';
import type { PortWrapper } from './context-runtime.js';
import { DatabaseVerificationKeys } from './database-verification-keys.js';
import { assertMasterKey, keyVariables, masterKey } from './master-key.js';

/** The drivers of one process, chosen by configuration. Contexts see the ports only. */
export class Infrastructure {
  readonly clock: Clock = new SystemClock();
  readonly cache: Cache;
  readonly rateLimiter: RateLimiter;
  readonly eventLog: EventLog;
  readonly keyring: Keyring;
  readonly chores: PlatformChores;
  readonly codec: EventCodec;
  readonly signingSecret: SigningSecret;
  readonly storage: ObjectStorage;
  readonly mail: MailTransport;
  readonly search: SearchIndex;
  readonly models: Models;
  readonly modelLedger: ModelLedger;
  readonly tasks: TaskQueue;
  readonly announcedTasks: AnnouncedTaskRepository;
  readonly verificationKeys: VerificationKeys;
  readonly apiKeys: ApiKeys;
  readonly revokedSessions: RevokedSessions;
  readonly healthChecks = new HealthChecks();
  readonly metrics = new Metrics();
  readonly tracing = new Tracing();
  readonly handlerTelemetry = new HandlerTelemetry(this.tracing, this.metrics);
  readonly reconciler: Reconciler;
  private readonly contexts = new Map<ContextName, ContextRuntime>();
  private readonly platform: DataSource;
  private readonly direct: DirectConnection;
  private readonly externalLog: OpenedEventLog | null;
  private readonly redis: RedisConnection | null;
  private readonly masterKey: Buffer;

  constructor(
    readonly environment: Environment,
    readonly logger: Logger,
    private readonly address: DatabaseAddress,
    private readonly wrap: PortWrapper = (_name, port) => port,
    /** The same database without a pooler in between. */
    directAddress: DatabaseAddress = address,
  ) {
    const settings = environment.read(databaseVariables);
    const key = masterKey(environment.read(keyVariables).MASTER_KEY_FILE, settings.DATA_DIR);
    this.masterKey = key;
    this.platform = new DataSource(dataSourceOptions(address, PLATFORM_ROLE, [], this.pool));
    this.direct = new DirectConnection(() => directClient(directAddress, PLATFORM_ROLE));
    const unitOfWork = wrap<UnitOfWork>('unitOfWork', new TypeOrmUnitOfWork(this.platform, this.platform));
    this.redis = createRedisConnection(environment, logger);
    this.cache = wrap<Cache>('cache', this.redis ? new RedisCache(this.redis.client) : new MemoryCache());
    this.rateLimiter = wrap<RateLimiter>('rateLimiter', this.redis ? new RedisRateLimiter(this.redis.client) : new MemoryRateLimiter());
    this.externalLog = externalEventLog(environment, logger, (failure) => endProcess(logger, failure));
    const log = this.externalLog?.log ?? new PostgresEventLog(this.platform, this.direct);
    this.eventLog = wrap<EventLog>('eventLog', new TracedEventLog(log, this.tracing));
    this.keyring = wrap<Keyring>('keyring', new DatabaseKeyring(unitOfWork, key));
    this.chores = new PlatformChores(unitOfWork, this.eventLog, this.keyring);
    this.codec = new EventCodec(this.keyring);
    this.signingSecret = new MasterSigningSecret(key);
    this.storage = wrap('storage', createObjectStorage(environment, join(settings.DATA_DIR, 'objects'), this.signingSecret));
    this.mail = wrap('mail', createMailTransport(environment, join(settings.DATA_DIR, 'mailbox')));
    this.search = wrap<SearchIndex>('search', createSearchIndex(environment, unitOfWork));
    const { cache, keyring, metrics } = this;
    const { models, ledger } = createModels({ environment, unitOfWork, cache, keyring, metrics });
    this.models = wrap<Models>('models', models);
    this.modelLedger = ledger;
    this.announcedTasks = new AnnouncedTaskRepository(unitOfWork);
    const taskTelemetry = new TaskTelemetry(this.tracing, this.metrics);
    this.tasks = wrap<TaskQueue>('tasks', new PgBossTaskQueue(directAddress, this.announcedTasks, logger, taskTelemetry));
    this.reconciler = new Reconciler(unitOfWork, this.tasks, this.metrics, logger);
    this.verificationKeys = wrap<VerificationKeys>('verificationKeys', new DatabaseVerificationKeys(this.platform));
    this.apiKeys = wrap<ApiKeys>('apiKeys', new DatabaseApiKeys(this.platform, this.signingSecret));
    this.revokedSessions = wrap<RevokedSessions>('revokedSessions', new KnownRevokedSessions(this.cache, this.platform));
    this.registerHealthChecks();
  }

  /** Opens the platform's connections, the task queue and the way of traces. */
  async open(): Promise<void> {
    await this.tracing.open(this.environment);
    await this.redis?.open();
    await this.platform.initialize();
    await assertMasterKey(this.platform, this.masterKey);
    await this.tasks.start();
  }

  /** Connection pools of the process by the role that logs in. */
  pools(): Map<string, PoolUse> {
    const sources = [this.platform, ...this.runtimes().flatMap((runtime) => runtime.sources)];
    return new Map(sources.flatMap((source) => (source.isInitialized ? [poolOf(source)] : [])));
  }

  /** A port that a context brings along, with whatever stands in front of the platform's own. */
  port<P extends object>(name: string, port: P): P {
    return this.wrap<P>(name, port);
  }

  /** The runtime of a context; opened by its module. */
  context(name: ContextName, entities: readonly EntityClass[], readers: readonly string[] = []): ContextRuntime {
    const known = this.contexts.get(name);
    if (known) return known;
    const { address, pool, codec, eventLog, direct: relayLock, logger, wrap } = this;
    const runtime = new ContextRuntime(name, entities, { address, pool, codec, eventLog, relayLock, logger, wrap }, readers);
    this.contexts.set(name, runtime);
    return runtime;
  }

  /** The contexts that this process holds. */
  runtimes(): ContextRuntime[] {
    return [...this.contexts.values()];
  }

  runtimeOf(name: ContextName): ContextRuntime {
    const runtime = this.contexts.get(name);
    if (!runtime) throw new Error(`this process does not run ${name}`);
    return runtime;
  }

  async close(): Promise<void> {
    await Promise.all(this.runtimes().map((runtime) => runtime.close()));
    await this.externalLog?.close();
    await this.direct.close();
    this.redis?.close();
    if (this.platform.isInitialized) await this.platform.destroy();
    await this.tracing.close();
  }

  private registerHealthChecks(): void {
    const ok = { ok: true };
    this.healthChecks.register({ name: 'database', run: () => this.platform.query('SELECT 1').then(() => ok) });
    this.healthChecks.register({ name: 'events', run: () => this.eventLog.check().then(() => ok) });
    // Requests go on without a cache, or are refused one by one where they need it.
    this.healthChecks.register({ name: 'cache', required: false, run: () => this.cache.get('platform:health').then(() => ok) });
    // Only searches fail without an index.
    this.healthChecks.register({
      name: 'search',
      required: false,
      run: () => this.search.isComplete().then((complete) => ({ ok: complete })),
    });
  }

  private get pool(): PoolOptions {
    const settings = this.environment.read(databaseVariables);
    return {
      size: settings.DATABASE_POOL_SIZE,
      statementTimeoutMs: settings.DATABASE_STATEMENT_TIMEOUT_MS,
      prepares: settings.DATABASE_PREPARED_STATEMENTS,
    };
  }
}
