import { DataSource } from 'typeorm';
import { dataSourceOptions, directClient } from '../database/connections.js';
import type { DatabaseAddress } from '../database/connections.js';
import { DirectConnection } from '../database/direct-connection.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import { PostgresEventLog } from './drivers/postgres.driver.js';
import { OutboxRelay } from './relay.js';

// A process that does nothing but relay the outbox of `billing`, to be killed at any instant. Its argument is the address of the database.
const address = JSON.parse(process.argv[2] ?? '{}') as DatabaseAddress;
const WAKE_EVERY_MS = 10;

const connect = (role: string): Promise<DataSource> =>
  new DataSource(dataSourceOptions(address, role, [], { size: 2, statementTimeoutMs: 20_000 })).initialize();
const [worker, platform] = await Promise.all([connect('billing_worker'), connect('platform_app')]);
const direct = new DirectConnection(() => directClient(address, 'platform_app'));
const log = new PostgresEventLog(platform, direct);
const relay = new OutboxRelay('billing', new TypeOrmUnitOfWork(worker, worker), log, direct, () => undefined);
relay.start();
// As the writers of its own process would.
setInterval(() => relay.wake(), WAKE_EVERY_MS);
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
