import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contextMigrations } from '@shortlist/standalone';
import { TestDatabase } from '@shortlist/testing';
import { examineDatabase } from './database-findings.js';

let database: TestDatabase;
beforeAll(async () => void (database = await TestDatabase.start(contextMigrations)));
afterAll(() => database?.stop());

const problems = async (): Promise<string[]> =>
  (await examineDatabase(database.address)).filter(({ ok }) => !ok).map(({ what, remedy }) => `${what}: ${remedy}`);

describe('the findings of a database', () => {
  it('are none in one that is as it was made', async () => {
    expect(await problems()).toEqual([]);
  });

  it('name a table that somebody has opened by hand', async () => {
    await database.rows('ALTER TABLE jobs.jobs DISABLE ROW LEVEL SECURITY');
    expect(await problems()).toEqual([expect.stringMatching(/jobs\.jobs.*undo it/)]);
    await database.rows('ALTER TABLE jobs.jobs ENABLE ROW LEVEL SECURITY');
  });

  it('count the events of all organizations that nobody sends', async () => {
    const insert = (schema: string, age: string): Promise<unknown> =>
      database.rows(
        `INSERT INTO ${schema}.outbox (event_id, organization_id, topic, key, event_type, event, created_at)
         SELECT gen_random_uuid(), gen_random_uuid(), 'x', 'k', 'x', '{}', now() - interval '${age}' FROM generate_series(1, 2)`,
      );
    await insert('jobs', '2 minutes');
    await insert('screening', '1 hour');
    await insert('auth', '1 second');
    expect(await problems()).toEqual([expect.stringContaining('4 events wait in outboxes')]);
  });
});
