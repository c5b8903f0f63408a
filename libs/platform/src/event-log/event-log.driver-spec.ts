import { TestDatabase } from '@shortlist/testing';
import { PostgresEventLog } from './drivers/postgres.driver.js';
import { DataSource } from 'typeorm';
import { DirectConnection } from '../database/direct-connection.js';
import { dataSourceOptions, directClient } from '../database/connections.js';
import { describeEventLog } from './event-log.fixture-spec.js';
import type { EventLogDriver } from './event-log.fixture-spec.js';

function postgres(): EventLogDriver {
  let database: TestDatabase;
  const closers: (() => Promise<void>)[] = [];
  return {
    name: 'postgres',
    open: async () => void (database = await TestDatabase.start([])),
    connect: async () => {
      const source = await new DataSource(
        dataSourceOptions(database.address, 'platform_app', [], { size: 4, statementTimeoutMs: 10_000 }),
      ).initialize();
      const direct = new DirectConnection(() => directClient(database.address, 'platform_app'));
      closers.push(
        () => direct.close(),
        () => source.destroy(),
      );
      return new PostgresEventLog(source, direct);
    },
    close: async () => {
      for (const close of closers) await close();
      await database.stop();
    },
  };
}

describeEventLog(postgres());
