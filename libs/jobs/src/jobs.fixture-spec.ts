import { organizationsChangedV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { TestDatabase, TestProcess, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { JobsHttpModule, jobsMigrations, JobsWorkerModule } from './index.js';

/** The context in a process of its own: HTTP, consumers and relay over a real database. */
export class JobsFixture {
  private constructor(
    readonly database: TestDatabase,
    readonly process: TestProcess,
    readonly tokenFor: Awaited<ReturnType<typeof testTokens>>,
  ) {}

  static async start(variables: Record<string, string> = {}): Promise<JobsFixture> {
    const database = await TestDatabase.start([jobsMigrations]);
    try {
      const process = await TestProcess.start(database, [JobsHttpModule, JobsWorkerModule], variables);
      return new JobsFixture(database, process, await testTokens(database));
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.database.stop();
  }

  /** A member of an organization, by default of a new one. */
  async member(role: Role, organizationId: string = newId()): Promise<Member> {
    const userId = newId();
    return new Member(this.process, organizationId, userId, await this.tokenFor({ organizationId, role, userId }));
  }

  /** Tells the context about an organization, as auth does. */
  announceOrganization(organizationId: string, name: string, slug: string, aggregateVersion = 1): Promise<void> {
    return this.process.announce(organizationsChangedV1, { organizationId, name, slug }, { organizationId, aggregateVersion });
  }

  get baseUrl(): string {
    return this.process.baseUrl;
  }

  get(path: string): Promise<TestAnswer> {
    return this.process.call('GET', path);
  }
}

/** Somebody who is signed in. */
export class Member {
  constructor(
    private readonly process: TestProcess,
    readonly organizationId: string,
    readonly userId: string,
    private readonly token: string,
  ) {}

  call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<TestAnswer> {
    return this.process.call(method, path, { token: this.token, headers, ...(body !== undefined && { body }) });
  }

  /** An edit of a job as the member last saw it. */
  async edit(method: string, path: string, body?: unknown): Promise<TestAnswer> {
    const id = path.split('/')[2] ?? '';
    const read = await this.call('GET', `/jobs/${id}`);
    return this.call(method, path, body, { 'if-match': read.headers.get('etag') ?? '' });
  }

  /** A new draft's id. */
  async draft(content: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.call('POST', '/jobs', { title: 'Backend Engineer', ...content });
    return answer.body.data.id as string;
  }

  /** The id of a new job that is open. */
  async open(content: Record<string, unknown> = {}): Promise<string> {
    const id = await this.draft(content);
    await this.edit('PUT', `/jobs/${id}/status`, { status: 'open' });
    return id;
  }
}
