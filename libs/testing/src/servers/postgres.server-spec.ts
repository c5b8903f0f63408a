import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressOf, directClient } from '@shortlist/platform';
import { DatabaseServer } from './postgres.js';

describe('a PostgreSQL that is reached over TCP', () => {
  let server: DatabaseServer;
  beforeAll(async () => void (server = await DatabaseServer.start({ password: 'p@ss word' })), 60_000);
  afterAll(() => server?.remove());

  const ask = async (sql: string, password?: string): Promise<unknown[]> => {
    const { user, ...address } = addressOf(server.administratorUrl);
    const client = directClient({ ...address, database: 'postgres', ...(password !== undefined && { password }) }, user);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('asks for the password, and keeps what it was told when it stops, is killed, and starts again', async () => {
    await ask('CREATE TABLE kept (n int)');
    await expect(ask('SELECT 1', 'another')).rejects.toThrow('password authentication failed');
    await server.process.restart();
    expect(server.process.log()).toContain('database system was shut down');
    await server.process.kill();
    await server.process.start();
    expect(await ask('SELECT * FROM kept')).toEqual([]);
  }, 60_000);
});
