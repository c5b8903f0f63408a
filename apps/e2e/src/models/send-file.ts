import { randomUUID } from 'node:crypto';
import { eventually } from '@shortlist/testing';
import type { Tenant } from '../tenant.js';

/** Who applies. */
export interface FileApplicant {
  readonly name: string;
  readonly email: string;
}

/** Applies with a file as the public does, again with the same key while the job is on its way; answers the id of the application. */
export async function sendFile(
  { baseUrl }: Tenant,
  jobId: string,
  applicant: FileApplicant,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  const headers = { 'idempotency-key': randomUUID() };
  return eventually(async () => {
    const form = new FormData();
    for (const [field, value] of Object.entries({ jobId, ...applicant })) form.set(field, value);
    form.set('resume', new Blob([new Uint8Array(bytes)]), fileName);
    const response = await fetch(`${baseUrl}/api/v1/applications`, { method: 'POST', headers, body: form });
    if (response.status !== 202) throw new Error(`${fileName} was answered ${response.status}: ${await response.text()}`);
    const { data } = (await response.json()) as { data: { id: string } };
    return data.id;
  });
}
