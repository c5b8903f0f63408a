import type { ContextName } from '@shortlist/contracts';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/connections.js';
import type { DatabaseAddress, EntityClass, PoolOptions } from '../database/connections.js';
import { appRole, workerRole } from '../database/roles.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Outbox } from '../event-log/outbox.js';
import { OutboxRelay } from '../event-log/relay.js';
import type { RelayLock } from '../event-log/relay.js';
import type { EventCodec } from '../event-log/event-codec.js';
import type { EventLog } from '../event-log/event-log.js';
import type { Logger } from '../telemetry/index.js';

/** Stands something in front of a port; the proofs put faults there. */
export type PortWrapper = <P extends object>(name: string, port: P) => P;

export interface ContextRuntimeParts {
  readonly address: DatabaseAddress;
  readonly pool: PoolOptions;
  readonly codec: EventCodec;
  readonly eventLog: EventLog;
  readonly relayLock: RelayLock;
  readonly logger: Logger;
  readonly wrap: PortWrapper;
}

/** Reports are rare. */
const READER_POOL = 2;

/** What one context runs on: its two connection pools, its units of work, its outbox and the relay that empties it. */
export class ContextRuntime {
  readonly unitOfWork: UnitOfWork;
  readonly outbox: Outbox;
  readonly relay: OutboxRelay;
  readonly sources: readonly DataSource[];
  private readonly readers: ReadonlyMap<string, UnitOfWork>;

  constructor(
    readonly name: ContextName,
    entities: readonly EntityClass[],
    parts: ContextRuntimeParts,
    readers: readonly string[] = [],
  ) {
    const app = new DataSource(dataSourceOptions(parts.address, appRole(name), entities, parts.pool));
    const worker = new DataSource(
      dataSourceOptions(parts.address, workerRole(name), entities, { ...parts.pool, size: Math.max(2, parts.pool.size / 2) }),
    );
    const apart = readers.map((role) => new DataSource(dataSourceOptions(parts.address, role, [], { ...parts.pool, size: READER_POOL })));
    this.sources = [app, worker, ...apart];
    this.readers = new Map(apart.map((source, index) => [readers[index] ?? '', new TypeOrmUnitOfWork(source, source)]));
    this.unitOfWork = parts.wrap<UnitOfWork>('unitOfWork', new TypeOrmUnitOfWork(app, worker));
    this.relay = new OutboxRelay(name, this.unitOfWork, parts.eventLog, parts.relayLock, (error) =>
      parts.logger.warn('outbox_relay_failed', { context: name }, error),
    );
    this.outbox = new Outbox(name, parts.codec, () => this.relay.wake());
  }

  /** Units of work of a role that the context asked for beside its own two. */
  reader(role: string): UnitOfWork {
    const unitOfWork = this.readers.get(role);
    if (!unitOfWork) throw new Error(`${this.name} does not log in as ${role}`);
    return unitOfWork;
  }

  async open(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.initialize()));
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.filter((source) => source.isInitialized).map((source) => source.destroy()));
  }
}
