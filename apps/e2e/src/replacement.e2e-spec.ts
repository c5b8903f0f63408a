import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceiptDto } from '@shortlist/api-client';
import { Faults, eventually } from '@shortlist/testing';
import { LOCAL_RECEIVERS, openSystem } from './system.js';
import type { OpenSystem } from './system.js';
import { Tenant } from './tenant.js';
import { HealthyReceiver } from './webhooks/receivers.js';

const EMAIL = 'second.thoughts@example.org';
const resume = (skill: string): string =>
  `Second Thoughts\n${EMAIL}\n\nSkills\n${skill}\n\nExperience\nEngineer, Example Ltd\n2018 - 2023\nWrote ${skill}.\n`;

const faults = new Faults();
let system: OpenSystem;
let receiver: HealthyReceiver;
let tenant: Tenant;

beforeAll(async () => {
  system = await openSystem({ ...LOCAL_RECEIVERS, SHORTLIST_MAIL_WINDOW_SECONDS: '0' }, faults.wrap);
  receiver = await HealthyReceiver.start();
  tenant = await Tenant.register(system.installation.url, 'replacing');
  await tenant.client.call('POST /webhooks', { body: { url: receiver.url, eventTypes: [] } });
}, 180_000);
afterAll(async () => {
  await receiver?.stop();
  await system?.close();
});

const proofOf = ({ id, statusUrl }: ReceiptDto): { id: string; token: string } => ({
  id,
  token: new URL(statusUrl).searchParams.get('token') ?? '',
});
/** How often a receiver was told of an application, by type of the event. */
function heardOf(applicationId: string): Record<string, number> {
  const events = new Map(
    receiver.received.map(({ id, body }) => [id, JSON.parse(body) as { type: string; data: { applicationId?: string } }]),
  );
  const types = [...events.values()].filter(({ data }) => data.applicationId === applicationId).map(({ type }) => type);
  return Object.fromEntries([...Map.groupBy(types, (type) => type)].map(([type, all]) => [type, all.length]));
}

describe('a job whose duplicate policy is replace', () => {
  it('screens, lists and tells of the newer submission alone, in every context, and keeps both resumes', async () => {
    const { client } = tenant;
    const jobId = await tenant.openJob(
      { mustHaveSkills: [{ name: 'Python' }], filtering: { topN: 5, autoAdvanceScore: 50 } },
      { duplicatePolicy: 'replace' },
    );
    // No resume can be read for now, so that nothing is screened before it is replaced.
    faults.inject({ port: 'storage', method: 'read', kind: 'fails_before', times: 1_000_000 });
    const first = await tenant.apply(jobId, EMAIL, resume('COBOL'));
    const path = { id: first.id };
    await eventually(() => client.call('GET /applications/:id', { path }), 60_000);
    const second = await tenant.apply(jobId, EMAIL, resume('Python'), {}, { phone: '+923007654321', replaces: proofOf(first) });
    await eventually(async () => {
      expect((await client.call('GET /applications/:id', { path })).data).toMatchObject({ id: first.id, phone: '+923007654321' });
    }, 60_000);
    expect(faults.lift()).toBeGreaterThan(0);

    const application = await eventually(async () => {
      const { data } = await client.call('GET /applications/:id', { path });
      expect(data.status).toBe('shortlisted');
      return data;
    }, 120_000);
    await eventually(async () => {
      const { data } = await client.call('GET /applications', { query: { jobId, skills: ['python'], shortlist: true } });
      expect(data.map(({ id }) => id)).toEqual([first.id]);
    }, 60_000);
    expect((await client.call('GET /applications', { query: { jobId, skills: ['cobol'] } })).data).toEqual([]);

    const { data: screening } = await client.call('GET /applications/:id/screening', { path });
    const python = screening.criteria.find(({ name }) => name === 'Python');
    expect([python?.result, JSON.stringify(python?.evidence)]).toEqual(['met', expect.stringContaining('Python')]);
    const { data: list } = await client.call('GET /jobs/:id/shortlist', { path: { id: jobId } });
    expect(list.entries.map(({ applicationId }) => applicationId)).toEqual([first.id]);

    const { data: candidate } = await client.call('GET /candidates/:id', { path: { id: application.candidateId ?? '' } });
    await eventually(async () => {
      const { data } = await client.call('GET /candidates/:id', { path: { id: candidate.id } });
      expect(data.resumes.map(({ status }) => status)).toEqual(['parsed', 'parsed']);
    }, 60_000);

    const late = await tenant.apply(jobId, EMAIL, resume('Fortran'), {}, { replaces: proofOf(second) });
    const mails = async (): Promise<string[]> =>
      (await client.call('GET /messages', { query: { applicationId: first.id } })).data
        .map(({ template, state }) => `${template} ${state}`)
        .sort();
    await eventually(async () => {
      expect(await mails()).toEqual(['confirmation sent', 'duplicate sent', 'replaced sent', 'shortlisted sent']);
    }, 60_000);
    await eventually(() => {
      expect(heardOf(first.id)).toMatchObject({
        'applications.replaced': 1,
        'applications.duplicate_found': 1,
        'applications.ai_screened': 1,
      });
    }, 60_000);
    for (const { id } of [first, second, late]) {
      expect((await client.call('GET /applications/:id', { path: { id } })).data).toMatchObject({ id: first.id, score: application.score });
    }
    for (const { statusUrl } of [first, second]) {
      expect(await (await fetch(statusUrl)).json()).toMatchObject({ data: { id: first.id, status: 'shortlisted' } });
    }
  }, 300_000);
});
