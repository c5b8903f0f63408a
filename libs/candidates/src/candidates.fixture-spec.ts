import { expect, jest } from '@jest/globals';
import { applicationsReceivedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { PgBossTaskQueue, newId } from '@shortlist/platform';
import type { EventMeta, Role, TaskDefinition, TaskHandler, TaskRun } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CandidatesHttpModule, CandidatesWorkerModule, candidatesMigrations } from './index.js';

/** A plain text resume. The CNIC is well-formed and nobody's. */
export function resumeOf(person: { name: string; email?: string; phone?: string; nationalId?: string }, summary = 'Engineer'): string {
  return [
    person.name,
    [person.email, person.phone].filter(Boolean).join(' | '),
    'Karachi, Pakistan',
    ...(person.nationalId ? [`CNIC: ${person.nationalId}`] : []),
    '',
    'SUMMARY',
    summary,
    '',
    'SKILLS',
    'Python, PostgreSQL, Docker',
    '',
    'EXPERIENCE',
    'Backend Engineer, Acme Systems',
    'Jan 2020 - Present',
    '- Built services in Python and PostgreSQL',
    '',
    'EDUCATION',
    'BSc Computer Science, Example University, 2015 - 2019',
  ].join('\n');
}

interface Submission {
  readonly organizationId: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly submitter?: 'candidate' | 'staff';
  /** Content of the resume; null for none. */
  readonly resume?: string | Uint8Array | null;
  readonly fileName?: string;
  /** Where the event says that the resume lies; by default where it was put. */
  readonly storageKey?: string;
}

/** The context in a process of its own: HTTP, consumers, relay and tasks with the real parser over a real database. */
export class CandidatesFixture {
  private constructor(
    readonly database: TestDatabase,
    readonly process: TestProcess,
    private readonly tokenFor: Awaited<ReturnType<typeof testTokens>>,
    private readonly handlers: ReadonlyMap<string, TaskHandler<object>>,
  ) {}

  static async start(variables: Record<string, string> = {}): Promise<CandidatesFixture> {
    const database = await TestDatabase.start([candidatesMigrations]);
    const work = jest.spyOn(PgBossTaskQueue.prototype, 'work');
    const process = await TestProcess.start(database, [CandidatesHttpModule, CandidatesWorkerModule], variables);
    const handlers = new Map(work.mock.calls.map(([task, handler]) => [task.name as string, handler as TaskHandler<object>]));
    work.mockRestore();
    return new CandidatesFixture(database, process, await testTokens(database), handlers);
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.database.stop();
  }

  /** Runs a task here and now, as a worker would that got it (again). */
  async runTask<T extends object>(task: TaskDefinition<T>, data: T, run: Partial<TaskRun> = {}): Promise<void> {
    const handler = this.handlers.get(task.name);
    if (!handler) throw new Error(`nobody works on ${task.name}`);
    await handler(data, { id: newId(), attempt: 1, isLast: false, signal: new AbortController().signal, report: () => undefined, ...run });
  }

  /** Calls as a member of the organization. */
  async as(
    role: Role,
    organizationId: string,
  ): Promise<(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>> {
    const token = await this.tokenFor({ organizationId, role });
    return (method, path, body, headers = {}) => this.process.call(method, path, { token, headers, ...(body !== undefined && { body }) });
  }

  /** An application as the applications context announces it, with its resume in quarantine. */
  async received(submission: Submission): Promise<ApplicationsReceivedV1> {
    const { organizationId, name = 'Ada Example', email = null, phone = null, submitter = 'candidate', resume = null } = submission;
    const applicationId = newId();
    const storageKey = submission.storageKey ?? `organizations/${organizationId}/quarantine/${applicationId}`;
    const { storage, keyring } = this.process.infrastructure;
    if (resume !== null) await storage.put(storageKey, Buffer.from(resume), { contentType: 'text/plain', maxBytes: 1_000_000 });
    const hasFile = resume !== null || submission.storageKey !== undefined;
    return {
      applicationId,
      jobId: newId(),
      submitter,
      receivedAt: '2026-03-01T12:00:00.000Z',
      candidateKey: await keyring.blindIndex(
        organizationId,
        email === null ? 'application' : 'email',
        email?.toLowerCase() ?? applicationId,
      ),
      resume: hasFile ? { storageKey, contentType: 'text/plain' } : null,
      resumeFileName: hasFile ? (submission.fileName ?? 'cv.txt') : null,
      source: 'direct',
      wantsPerson: false,
      name,
      email,
      phone,
    };
  }

  async apply(submission: Submission): Promise<ApplicationsReceivedV1> {
    const data = await this.received(submission);
    await this.announce(data, { organizationId: submission.organizationId });
    return data;
  }

  announce(data: ApplicationsReceivedV1, meta: EventMeta): Promise<void> {
    return this.process.announce(applicationsReceivedV1, data, meta);
  }

  /** The resume row of an application once its run has an outcome. */
  settled({ applicationId }: ApplicationsReceivedV1): Promise<ResumeRow> {
    return eventually(async () => {
      const [row] = await this.database.rows<ResumeRow>('SELECT * FROM candidates.resumes WHERE application_id = $1', [applicationId]);
      expect(row?.status).not.toBe('pending');
      if (!row) throw new Error('the resume is not there yet');
      return row;
    });
  }

  /** The record through which an application came. */
  linked(applicationId: string): Promise<string> {
    return eventually(async () => {
      const sql = 'SELECT candidate_id FROM candidates.application_links WHERE application_id = $1';
      const [row] = await this.database.rows<{ candidate_id: string }>(sql, [applicationId]);
      if (!row) throw new Error('the application has no person yet');
      return row.candidate_id;
    });
  }

  /** The person of an application as staff read them, once the resume has an outcome. */
  async person(application: ApplicationsReceivedV1): Promise<TestAnswer> {
    const { candidate_id, organization_id } = await this.settled(application);
    return (await this.as('recruiter', organization_id))('GET', `/candidates/${candidate_id}`);
  }
}

export interface ResumeRow {
  readonly id: string;
  readonly organization_id: string;
  readonly candidate_id: string;
  readonly status: string;
  readonly failure_code: string | null;
  readonly storage_key: string;
  readonly run: number;
}
