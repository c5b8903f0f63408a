import { randomUUID } from 'node:crypto';
import { ApiClient, ApiError } from '@shortlist/api-client';
import type { CriteriaDto, JobContentDto, ReceiptDto, SubmitApplicationDto } from '@shortlist/api-client';
import { eventually } from '@shortlist/testing';

/** One organization as its administrator drives it, with a word of its own in every text that can be written. */
export class Tenant {
  private constructor(
    readonly canary: string,
    readonly client: ApiClient,
    readonly baseUrl: string,
  ) {}

  static async register(baseUrl: string, canary: string): Promise<Tenant> {
    // One try only: an id that is not known yet answers 503 for a minute, and the specs ask for many such ids.
    const client = new ApiClient({ baseUrl, attempts: 1 });
    const account = { email: `admin@${canary}.example.com`, password: `a long pass phrase of ${canary}` };
    const organization = { name: `Organization ${canary}` };
    await client.call('POST /auth/register', { body: { name: `Admin ${canary}`, ...account, organization } });
    await client.signIn(account.email, account.password);
    return new Tenant(canary, client, baseUrl);
  }

  async openJob(criteria: CriteriaDto, given: Partial<JobContentDto> = {}): Promise<string> {
    const { canary, client } = this;
    const { data, headers } = await client.call('POST /jobs', {
      body: {
        title: `Engineer ${canary}`,
        description: `Build things at ${canary}.`,
        department: `Department ${canary}`,
        location: `City ${canary}`,
        requirements: [{ type: 'skill', value: `Skill ${canary}`, mandatory: true }],
        ...given,
      },
    });
    const path = { id: data.id };
    await client.call('PUT /jobs/:id/status', { path, body: { status: 'open' }, headers: { 'If-Match': headers.get('etag') ?? '' } });
    await untilKnown(() => client.call('PUT /jobs/:id/screening-criteria', { path, body: criteria }));
    return data.id;
  }

  /** Applies as the public does, with a resume in the given text. */
  async apply(
    jobId: string,
    email: string,
    resumeText: string,
    given: Readonly<Record<string, string>> = {},
    more: Partial<SubmitApplicationDto> = {},
  ): Promise<ReceiptDto> {
    const { canary, baseUrl } = this;
    const body = {
      jobId,
      name: `Applicant ${canary}`,
      email,
      phone: '+923001234567',
      resumeText,
      source: `source-${canary}`,
      answers: [{ question: `Question ${canary}`, answer: `Answer ${canary}` }],
      ...more,
    };
    const headers = { 'Idempotency-Key': randomUUID(), ...given };
    const { data } = await untilKnown(() => new ApiClient({ baseUrl }).call('POST /applications', { body, headers }));
    return data;
  }

  /** Waits until every application of the job was screened. */
  async untilScreened(jobId: string, count: number, timeoutMs = 60_000): Promise<void> {
    await eventually(async () => {
      const query = { jobId, status: ['screened', 'shortlisted'], limit: 1 } as const;
      const { pagination } = await this.client.call('GET /applications', { query });
      if (pagination.total !== count) throw new Error(`${pagination.total} of ${count} applications are screened`);
    }, timeoutMs);
  }
}

/** A job that was just made travels to the other contexts as an event. */
export async function untilKnown<T>(call: () => Promise<T>): Promise<T> {
  return eventually(async () => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ApiError && ![404, 409, 503].includes(error.problem.status)) throw new Error(`hopeless: ${error.message}`);
      throw error;
    }
  });
}
