import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDatabase } from '@shortlist/testing';
import { PostgresSearchIndex } from './drivers/postgres.driver.js';
import { describeSearchAnswers } from './search-answers.fixture-spec.js';
import { describeSearchIndex, newDocument } from './search-index.fixture-spec.js';
import type { SearchIndex } from './search-index.js';

describe('postgres driver', () => {
  let database: TestDatabase;
  let index: SearchIndex;

  beforeAll(async () => {
    database = await TestDatabase.start([]);
    index = (await database.infrastructure()).search;
  }, 120_000);
  afterAll(() => database?.stop());

  describeSearchIndex('postgres', () => index);
  describeSearchAnswers('postgres', () => index);

  it('finds words by index in spite of row security', async () => {
    const organization = randomUUID();
    const crowd = Array.from({ length: 2_000 }, (_, place) => newDocument(`Person ${place}`, { text: place === 0 ? 'needle' : 'hay' }));
    for (let start = 0; start < crowd.length; start += 500) await index.index(organization, crowd.slice(start, start + 500));
    const plan = await database.asRole('shortlist_owner', async (client) => {
      await client.query('VACUUM ANALYZE platform.search_documents');
      await client.query(`SET app.organization_id = '${organization}'`);
      const { rows } = await client.query<{ prosrc: string }>(`SELECT prosrc FROM pg_proc WHERE proname = 'search_matches'`);
      const values: Record<string, string> = {
        wanted_index: "'candidates'",
        wanted_words: "'needle'::tsquery",
        wanted_name: "'needle'::text",
      };
      const sql = rows[0]!.prosrc.replace(/wanted_\w+/g, (name) => values[name]!);
      const explained = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Bitmap Index Scan on search_documents_words[^]*words @@ /);
  });

  it('says that search is unavailable when the database cannot be reached', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const run = (): Promise<never> => Promise.reject(refused);
    const offline = new PostgresSearchIndex({
      run,
      runShared: run,
      runAsUser: run,
      runAsWorker: run,
      readAsWorker: run,
      runWithoutTenant: run,
    });
    const unavailable = { code: 'search.unavailable', kind: 'unavailable' };
    const calls = [
      () => offline.search(randomUUID(), {}),
      () => offline.count(randomUUID()),
      () => offline.index(randomUUID(), [newDocument('Ada')]),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(unavailable);
  });

  it('answers nothing to a session that names no organization', async () => {
    const visible = await database.asRole(
      'platform_app',
      async (client) => (await client.query('SELECT 1 FROM platform.search_documents')).rowCount,
    );
    const matched = await database.asRole('platform_app', async (client) =>
      client.query(`SELECT platform.search_matches('candidates', '!none'::tsquery, 'Ada')`).then((result) => result.rowCount),
    );
    expect([visible, matched]).toEqual([0, 0]);
  });
});
