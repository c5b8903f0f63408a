import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, ApiError } from '@shortlist/api-client';
import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';
import type { Infrastructure } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { Tenant } from '../tenant.js';

const WORD = 'seams';
const TRIES = 40;
/** The slowest way back is a task's third try, some ten seconds after its first. */
const SETTLED_MS = 90_000;
/** A search shows what was indexed within a second or so. */
const FOUND_MS = 60_000;

class FollowedTask {
  @Id() organizationId: string;
}

/** A task that can be followed and that nobody works on: it is only announced. */
const followedTask = defineTask({
  name: 'screening.look_around',
  payload: FollowedTask,
  attempts: 1,
  retryDelaySeconds: 1,
  timeoutSeconds: 60,
  concurrency: 1,
});

/** What one journey left behind, to be looked up. */
export interface Journey {
  readonly applicationId: string;
}

/** An organization with an open job, and applicants who go all the way to its shortlist while something goes wrong beneath. */
export class Journeys {
  private constructor(
    private readonly tenant: Tenant,
    private readonly jobId: string,
    private readonly infrastructure: Infrastructure,
    private readonly organizationId: string,
  ) {}

  static async prepare(baseUrl: string, infrastructure: Infrastructure): Promise<Journeys> {
    const tenant = await Tenant.register(baseUrl, WORD);
    const jobId = await tenant.openJob({
      mustHaveSkills: [{ name: 'TypeScript' }],
      filtering: { topN: 1_000, minScore: 0, autoAdvanceScore: 50 },
    });
    const { data } = await tenant.client.call('GET /auth/me');
    return new Journeys(tenant, jobId, infrastructure, data.membership.organizationId);
  }

  /** From the upload to the shortlist; whatever answers 5xx is asked again, as a careful client does. */
  async run(): Promise<Journey> {
    const word = `x${randomUUID().replaceAll('-', '')}`;
    const uploadHandle = await this.upload(word);
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = { jobId: this.jobId, name: `Applicant ${word}`, email: `${word}@example.org`, uploadHandle };
    const { data } = await again(() => this.publicClient.call('POST /applications', { body, headers }));
    const applicationId = await this.untilShortlisted(data.id);
    await this.untilFound(word);
    await this.lookAround();
    return { applicationId };
  }

  private get publicClient(): ApiClient {
    return new ApiClient({ baseUrl: this.tenant.baseUrl, attempts: 1 });
  }

  private upload(word: string): Promise<string> {
    const file = new Blob([resumeOf(word)], { type: 'text/plain' });
    return again(async () => {
      const body = { jobId: this.jobId, contentType: 'text/plain', bytes: file.size } as const;
      const { data } = await this.publicClient.call('POST /uploads', { body });
      const form = new FormData();
      for (const { name, value } of data.fields) form.append(name, value);
      form.append('file', file, 'resume.txt');
      const answer = await fetch(data.url, { method: 'POST', body: form });
      if (!answer.ok) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`);
      return data.uploadHandle;
    });
  }

  /** The application that a receipt stands for: one that was asked for again may be an alias. */
  private async untilShortlisted(receipt: string): Promise<string> {
    const { client } = this.tenant;
    return eventually(async () => {
      const { data } = await again(() => client.call('GET /applications/:id', { path: { id: receipt } }));
      const { id, status } = data;
      if (status !== 'shortlisted') throw new Error(`application ${id} is still ${status}`);
      const { data: list } = await again(() => client.call('GET /jobs/:id/shortlist', { path: { id: this.jobId } }));
      const places = list.entries.filter((entry) => entry.applicationId === id).length;
      if (places !== 1) throw new Error(`application ${id} stands ${places} times on the shortlist`);
      return id;
    }, SETTLED_MS);
  }

  private async untilFound(word: string): Promise<void> {
    await eventually(async () => {
      const { data } = await again(() => this.tenant.client.call('POST /candidates/search', { body: { text: word } }));
      if (data.candidates.length !== 1) throw new Error(`${word} is found ${data.candidates.length} times`);
    }, FOUND_MS);
  }

  /** Methods that no journey needs: each is asked until it answers. What they do is undone or concerns nobody. */
  private async lookAround(): Promise<void> {
    const { cache, eventLog, keyring, search, storage, tasks } = this.infrastructure;
    const organizationId = this.organizationId;
    const { unitOfWork } = this.infrastructure.runtimeOf('screening');
    const key = `organizations/${organizationId}/seams/${randomUUID()}`;
    const scope = { kind: 'person', subject: randomUUID() } as const;
    const steps: (() => Promise<unknown>)[] = [
      () => eventLog.lag('screening', ['applications.events']),
      () => eventLog.reset('seams', ['applications.events']),
      () => eventLog.peek('seams', 'applications.events', 1),
      () => eventLog.commit('seams', 'applications.events', 0, 1),
      () => eventLog.isActive('seams'),
      () => eventLog.check(),
      () => cache.set(key, 'a', 60),
      () => cache.get(key),
      () => cache.compareAndSet(key, 'a', 'b', 60),
      () => cache.setIfAbsent(key, 'c', 60),
      () => cache.delete(key),
      () => cache.increment(`${key}/count`, 60),
      () => search.count(organizationId),
      () => search.versions(organizationId, null, 10),
      () => search.remove(organizationId, [randomUUID()]),
      () => storage.put(key, Buffer.from('x'), { contentType: 'text/plain', maxBytes: 1 }),
      async () => (await storage.get(key)).stream.destroy(),
      () => storage.read(key, 1),
      () => storage.stat(key),
      () => storage.copy(key, `${key}-copy`),
      () => storage.move(`${key}-copy`, `${key}-moved`),
      () => storage.list(key),
      () => storage.presignGet(key, { fileName: 'a', contentType: 'text/plain', expiresAt: new Date(Date.now() + 60_000) }),
      () => storage.delete(key),
      () => storage.delete(`${key}-moved`),
      () => tasks.depth(),
      () => tasks.alive([randomUUID()]),
      () => unitOfWork.run({ organizationId }, (tx) => tasks.announce(tx, followedTask, { organizationId })),
      () => keyring.prepare(organizationId, [scope]),
      async () => keyring.open(organizationId, 'seams', await keyring.seal(organizationId, scope, 'seams', 'x')),
      async () => keyring.openAll(organizationId, [{ context: 'seams', sealed: await keyring.seal(organizationId, scope, 'seams', 'x') }]),
      () => keyring.blindIndex(organizationId, 'seams', 'x'),
      () => keyring.destroy(organizationId, scope),
    ];
    for (const step of steps) await again(step);
  }
}

/** Asks again while the answer is a failure of the server or of a port. A refusal of the request itself ends the journey. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const hopeless = error instanceof ApiError && error.problem.status < 500 && ![404, 409, 429].includes(error.problem.status);
      if (hopeless || tried === TRIES) throw error;
      await sleep(100);
    }
  }
}

function resumeOf(word: string): string {
  return `Applicant ${word}\n${word}@example.org\n\nSkills\nTypeScript, PostgreSQL, Kafka\n\nExperience\nSoftware Engineer, Example Ltd\n01/2019 - 06/2023\nBuilt services in TypeScript.\n`;
}
