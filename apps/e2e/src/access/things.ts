import { eventually } from '@shortlist/testing';
import { untilKnown } from '../tenant.js';
import type { Tenant } from '../tenant.js';

/** Somebody else who applied to the job. */
export async function anotherPerson(tenant: Tenant, jobId: string, email: string): Promise<string> {
  const { id } = await tenant.apply(jobId, email, 'A resume of few words.');
  return eventually(async () => {
    const { candidateId } = (await tenant.client.call('GET /applications/:id', { path: { id } })).data;
    if (!candidateId) throw new Error('the person is not known yet');
    return candidateId;
  });
}

/** A sample that hit somebody, once there is somebody below the line. */
export async function sampleOf({ client }: Tenant, jobId: string): Promise<{ samples: string; sampled: string }> {
  const path = { id: jobId };
  await eventually(async () => {
    const { counts } = (await client.call('GET /jobs/:id/shortlist', { path })).data;
    if (counts.screened < 2) throw new Error('nobody is below the line yet');
  });
  const { id, applications } = (await client.call('POST /jobs/:id/shortlist/samples', { path, body: {} })).data;
  return { samples: id, sampled: applications[0]?.applicationId ?? '' };
}

export function firstNotification({ client }: Tenant): Promise<string> {
  return eventually(async () => {
    const [first] = (await client.call('GET /notifications')).data;
    if (!first) throw new Error('there is no notification yet');
    return first.id;
  });
}

export async function jobOf(tenant: Tenant, hiringManagerId: string): Promise<string> {
  const id = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }], filtering: { topN: 1 } });
  const { headers } = await tenant.client.call('GET /jobs/:id', { path: { id } });
  await tenant.client.call('PATCH /jobs/:id', {
    path: { id },
    body: { hiringManagerId },
    headers: { 'If-Match': headers.get('etag') ?? '' },
  });
  return id;
}

export function firstMatch({ client }: Tenant, jobId: string): Promise<string> {
  return eventually(async () => {
    const [first] = (await client.call('GET /jobs/:id/matches', { path: { id: jobId } })).data;
    if (!first) throw new Error('there is no match yet');
    return first.id;
  }, 30_000);
}

export function untilEnded({ client }: Tenant, id: string): Promise<void> {
  return untilKnown(async () => {
    const { data } = await client.call('GET /tasks/:id', { path: { id } });
    if (data.status !== 'succeeded') throw new Error(`the task is ${data.status}`);
  });
}
