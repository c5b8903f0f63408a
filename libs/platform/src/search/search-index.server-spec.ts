import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@elastic/elasticsearch';
import { ElasticsearchServer, eventually } from '@shortlist/testing';
import { ElasticsearchSearchIndex } from './drivers/elasticsearch.driver.js';
import { describeSearchAnswers } from './search-answers.fixture-spec.js';
import { describeSearchIndex, newDocument } from './search-index.fixture-spec.js';
import type { SearchIndex } from './search-index.js';

const UNAVAILABLE = { code: 'search.unavailable', kind: 'unavailable' };

describe('elasticsearch driver', () => {
  let server: ElasticsearchServer;
  let client: Client;
  let index: SearchIndex;
  const aliasOf = (name: string): SearchIndex => new ElasticsearchSearchIndex({ client, alias: name });
  const nothing = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    server = await ElasticsearchServer.start();
    client = new Client({ node: server.url, maxRetries: 0, requestTimeout: 10_000 });
    index = aliasOf('suite');
    await index.rebuild(nothing);
  }, 1_200_000);
  afterAll(async () => {
    await client?.close();
    await server?.remove();
  });

  describeSearchIndex('elasticsearch', () => index);
  describeSearchAnswers('elasticsearch', () => index);

  it('stems, folds and numbers as PostgreSQL does, whose words it is given', async () => {
    const [organization, person] = [randomUUID(), newDocument('Ada', { text: 'Programmer of relational databases since 1998' })];
    await index.index(organization, [person]);
    for (const text of ['programmers', 'databases', 'DATABASE', '1998', 'relation'])
      await eventually(async () => expect((await index.search(organization, { text })).total).toBe(1));
    expect((await index.search(organization, { text: '199' })).total).toBe(0);
  });

  it('keeps a document that was removed from coming back by a late write of before', async () => {
    const [organization, person] = [randomUUID(), newDocument('Gone', { version: 4 })];
    await index.index(organization, [person]);
    await index.remove(organization, [person.id]);
    await index.index(organization, [person]);
    expect(await index.versions(organization, null, 10)).toEqual([]);
    await index.index(organization, [{ ...person, version: 5 }]);
    expect(await index.versions(organization, null, 10)).toEqual([{ id: person.id, version: 5 }]);
  });

  it('answers a text that is nested more deeply than the engine allows with the place of the fault', async () => {
    const nested = `${'(a OR b AND NOT '.repeat(9)}c${')'.repeat(9)}`;
    const deep = `${'(a OR (b AND '.repeat(9)}c${'))'.repeat(9)}`;
    for (const text of [nested, deep]) {
      const outcome = await index.search(randomUUID(), { text }).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ total: 0 });
    }
    const long = Array.from({ length: 50 }, (_, place) => `w${place}`).join(' ');
    expect(await index.search(randomUUID(), { text: long })).toMatchObject({ total: 0 });
  });

  describe('an index that is lost', () => {
    const organization = randomUUID();
    const person = newDocument('Ada Lovelace');
    let lost: SearchIndex;

    beforeEach(async () => {
      lost = aliasOf('lost');
      await lost.rebuild((next) => next.index(organization, [person]));
      await client.indices.delete({ index: Object.keys(await client.indices.getAlias({ name: 'lost' })) });
    });

    it('is said to be unavailable at every call rather than empty, and nothing makes one by accident', async () => {
      expect(await lost.isComplete()).toBe(false);
      const calls = [
        () => lost.search(organization, {}),
        () => lost.count(organization),
        () => lost.versions(organization, null, 1),
        () => lost.index(organization, [person]),
        () => lost.remove(organization, [person.id]),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject(UNAVAILABLE);
      expect(await client.indices.exists({ index: 'lost' })).toBe(false);
    });

    it('is there again after a rebuild, and leaves nothing of earlier ones behind', async () => {
      await client.indices.create({ index: 'lost-1' });
      await lost.rebuild((next) => next.index(organization, [person]));
      expect((await lost.search(organization, { text: 'ada' })).hits.map(({ id }) => id)).toEqual([person.id]);
      expect(Object.keys(await client.indices.get({ index: 'lost-*' }))).toHaveLength(1);
    });
  });

  it('is not complete when it was built by another version', async () => {
    const old = aliasOf('old');
    await client.indices.create({ index: 'old-1', mappings: { _meta: { version: 0 } }, aliases: { old: {} } });
    expect(await old.isComplete()).toBe(false);
    await old.rebuild(nothing);
    expect(await old.isComplete()).toBe(true);
  });

  it('says that search is unavailable while the server is away, and has everything when it is back', async () => {
    const [organization, person] = [randomUUID(), newDocument('Ada Lovelace')];
    await index.index(organization, [person]);
    await server.kill();
    const calls = [() => index.search(organization, {}), () => index.index(organization, [person]), () => index.isComplete()];
    for (const call of calls) await expect(call()).rejects.toMatchObject(UNAVAILABLE);
    await server.process.start();
    await eventually(async () => expect(await index.count(organization)).toBe(1));
  }, 600_000);
});
