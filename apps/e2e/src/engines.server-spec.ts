import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@elastic/elasticsearch';
import { eventually } from '@shortlist/testing';
import { removeEngines, startEngines } from './engines.js';
import type { Engines } from './engines.js';
import { openSystem } from './system.js';
import type { OpenSystem } from './system.js';
import { Tenant } from './tenant.js';

const INDEX = 'engines';
const CANARIES = ['papayacanary', 'lycheecanary'] as const;

describe('the whole system on Redis, S3 and Elasticsearch', () => {
  let engines: Engines;
  let client: Client;
  let system: OpenSystem;
  const tenants: Tenant[] = [];

  beforeAll(async () => {
    engines = await startEngines();
    client = new Client({ node: engines.elasticsearch.url });
    system = await openSystem({ ...engines.variables, ELASTICSEARCH_INDEX: INDEX });
  }, 1_200_000);
  afterAll(async () => {
    await system?.close();
    await client?.close();
    if (engines) await removeEngines(engines);
  }, 120_000);

  const found = async (tenant: Tenant, text: string): Promise<number> =>
    (await tenant.client.call('POST /candidates/search', { body: { text } })).data.total;

  it('takes applications of two organizations, reads and screens them, and finds each candidate in their own organization only', async () => {
    for (const canary of CANARIES) {
      const tenant = await Tenant.register(system.installation.url, canary);
      const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
      const resume = `Applicant ${canary}\n${canary}@example.org\n\nSkills\nTypeScript\n\nExperience\nEngineer, Company ${canary}\n2018 - 2023\nWrote TypeScript.\n`;
      await tenant.apply(jobId, `${canary}@example.org`, resume);
      await tenant.untilScreened(jobId, 1, 240_000);
      tenants.push(tenant);
    }
    for (const tenant of tenants) {
      await eventually(async () => expect(await found(tenant, tenant.canary)).toBe(1), 240_000);
      for (const other of tenants.filter((one) => one !== tenant)) expect(await found(tenant, other.canary)).toBe(0);
    }
  }, 900_000);

  it('keeps every file below the folder of an organization', async () => {
    const { storage } = system.installation.infrastructure;
    const { objects } = await storage.list('');
    expect(objects.length).toBeGreaterThanOrEqual(CANARIES.length);
    for (const { key } of objects) expect(key).toMatch(/^organizations\/[0-9a-f-]{36}\//);
  });

  it('goes on when Redis is flushed, killed and back', async () => {
    const [tenant] = tenants;
    const jobs = async (): Promise<number> => (await tenant!.client.call('GET /jobs', {})).data.length;
    await engines.redis.process.kill();
    expect(await jobs()).toBe(1);
    await engines.redis.process.start();
    expect(await jobs()).toBe(1);
  }, 120_000);

  it('answers 503 while the index is lost, and builds it anew from the records without anybody’s help', async () => {
    const indexes = Object.keys(await client.indices.getAlias({ name: INDEX }));
    await client.indices.delete({ index: indexes });
    const [tenant] = tenants;
    await expect(found(tenant!, tenant!.canary)).rejects.toMatchObject({ problem: { status: 503 } });
    await eventually(async () => expect(await found(tenant!, tenant!.canary)).toBe(1), 240_000);
    const { hits } = await client.search<{ organization_id: string }>({ index: INDEX, size: 10 });
    expect(new Set(hits.hits.map(({ _source }) => _source?.organization_id)).size).toBe(CANARIES.length);
  }, 300_000);
});
