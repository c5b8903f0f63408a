import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import {
  applicationsAiScreenedV1,
  applicationsReceivedV1,
  applicationsReplacedV1,
  applicationsStatusChangedV1,
  jobsChangedV1,
  resumesParseFailedV1,
  resumesParsedV1,
  sealedProfileContext,
} from '@shortlist/contracts';
import type {
  ApplicationStatus,
  ApplicationsAiScreenedV1,
  ApplicationsReceivedV1,
  CriteriaDto,
  ResumesParsedV1,
} from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { sampleProfile } from './domain/scoring/sample-profile.js';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import { DEFAULT_SCORING_SETTINGS } from './domain/scoring/scoring-settings.js';
import { ScreeningHttpModule, ScreeningWorkerModule, screeningMigrations } from './index.js';

export const PYTHON: CriteriaDto = { mustHaveSkills: [{ name: 'Python' }], filtering: { topN: 100 } };
export const EXCEL: CriteriaDto = { mustHaveSkills: [{ name: 'Excel' }], filtering: { topN: 100 } };
/** Scores 100 under `PYTHON` and 0 under `EXCEL`. */
export const PROGRAMMER: SampleResume = { skills: [{ name: 'Python' }] };
/** The other way round. */
export const CLERK: SampleResume = { skills: [{ name: 'Excel' }] };

const MODULES = [ScreeningHttpModule, ScreeningWorkerModule];

/** Settings by which only what criteria ask for counts, so that specs about the flow have round scores. */
export async function countCriteriaOnly(database: TestDatabase, organizationId: string): Promise<void> {
  const weights = { ...DEFAULT_SCORING_SETTINGS.weights, relevance: 0 };
  await database.rows(
    'INSERT INTO screening.scoring_settings (organization_id, version, weights, created_by, created_at) VALUES ($1, 1, $2, $3, now())',
    [organizationId, JSON.stringify(weights), newId()],
  );
}

export interface Applicant {
  readonly applicationId: string;
  readonly jobId: string;
  readonly candidateId: string;
  readonly candidateKey: string;
}

/** The context in a process of its own: HTTP, consumers, relay and tasks over a real database. */
export class ScreeningFixture {
  readonly organizationId = newId();
  private readonly meta = { organizationId: this.organizationId };

  private constructor(
    readonly database: TestDatabase,
    public process: TestProcess,
    private readonly variables: Record<string, string>,
    private readonly tokenFor: Awaited<ReturnType<typeof testTokens>>,
  ) {}

  /** Every change of a shortlist is announced at once, unless other variables are given. */
  static async start(given: Record<string, string> = {}): Promise<ScreeningFixture> {
    const variables = { HTTP_RATE_LIMIT_SCALE: '1000', SHORTLIST_ANNOUNCE_INTERVAL_SECONDS: '0', ...given };
    const database = await TestDatabase.start([screeningMigrations]);
    const process = await TestProcess.start(database, MODULES, variables);
    const fixture = new ScreeningFixture(database, process, variables, await testTokens(database));
    await countCriteriaOnly(database, fixture.organizationId);
    return fixture;
  }

  /** Ends the process, runs what is given while there is none, and starts another one, with other variables where given, on the same database. */
  async restart(between: () => Promise<void>, changed: Record<string, string> = {}): Promise<void> {
    await this.process.stop();
    await between();
    this.process = await TestProcess.start(this.database, MODULES, { ...this.variables, ...changed });
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.database.stop();
  }

  /** Calls as a recruiter, or in another role. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    role: Role = 'recruiter',
    userId?: string,
  ): Promise<TestAnswer> {
    const token = await this.tokenFor({ organizationId: this.organizationId, role, ...(userId !== undefined && { userId }) });
    return this.process.call(method, path, { token, headers, ...(body !== undefined && { body }) });
  }

  async openJob(criteria: CriteriaDto): Promise<string> {
    const jobId = newId(Date.now() - 3_600_000);
    const job = { jobId, title: 'Engineer', description: null, status: 'open', department: null, location: null } as const;
    const rest = { openings: 1, duplicatePolicy: 'replace' as const, requirements: [], deletedAt: null };
    await this.process.announce(jobsChangedV1, { ...job, ...rest }, { ...this.meta, aggregateVersion: 1 });
    await eventually(async () => {
      expect(await this.database.rows('SELECT 1 FROM screening.job_copies WHERE job_id = $1', [jobId])).toHaveLength(1);
    });
    expect((await this.call('PUT', `/jobs/${jobId}/screening-criteria`, criteria)).status).toBe(200);
    return jobId;
  }

  applicantOf(jobId: string): Applicant {
    const applicationId = newId();
    return { applicationId, jobId, candidateId: newId(), candidateKey: createHash('sha256').update(applicationId).digest('hex') };
  }

  received(one: Applicant): Promise<void> {
    return this.process.announce(applicationsReceivedV1, this.application(one), this.meta);
  }

  replaced(one: Applicant, submission: number, name = 'Ada Example'): Promise<void> {
    return this.process.announce(applicationsReplacedV1, { ...this.application(one), name, submission, receiptId: newId() }, this.meta);
  }

  /** Stores a sealed profile as candidates would and tells of it. */
  async parsed(one: Applicant, resume: SampleResume, submission?: number): Promise<void> {
    const { applicationId } = one;
    await this.read(one, resume, { applicationId, ...(submission !== undefined && { submission }) });
  }

  /** The same of somebody who did not apply. */
  async uploaded(resume: SampleResume): Promise<string> {
    const one = this.applicantOf(newId());
    await this.read(one, resume);
    return one.candidateId;
  }

  /** The same with whatever is special about the resume. */
  async read(
    { candidateId, candidateKey }: Pick<Applicant, 'candidateId' | 'candidateKey'>,
    resume: SampleResume,
    changes: Partial<Pick<ResumesParsedV1, 'applicationId' | 'submission' | 'recordId'>> = {},
  ): Promise<void> {
    const resumeId = newId();
    const profileKey = `organizations/${this.organizationId}/resumes/${resumeId}/profile`;
    const text = JSON.stringify(sampleProfile(resume).profile);
    const { keyring, storage } = this.process.infrastructure;
    const sealed = await keyring.seal(this.organizationId, personKey(candidateKey), sealedProfileContext(resumeId), text);
    await storage.put(profileKey, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: 10_000_000 });
    const data = { resumeId, candidateId, applicationId: null, profileKey, candidateKey, parserVersion: 'test', flags: [] };
    await this.process.announce(resumesParsedV1, { ...data, parsedAt: new Date().toISOString(), ...changes }, this.meta);
  }

  parseFailed({ applicationId, candidateId }: Applicant, submission: number): Promise<void> {
    const data = { resumeId: newId(), candidateId, applicationId, submission, code: 'needs_ocr', detail: 'It is a scan.' };
    return this.process.announce(resumesParseFailedV1, data, this.meta);
  }

  async apply(jobId: string, resume: SampleResume): Promise<Applicant> {
    const one = this.applicantOf(jobId);
    await this.received(one);
    await this.parsed(one, resume);
    return one;
  }

  /** Gives an application a score, as a screening would, and ranks the list of its job at once. */
  async rescore({ applicationId, jobId }: Applicant, score: number): Promise<void> {
    await this.database.rows('UPDATE screening.screening_subjects SET score = $2 WHERE application_id = $1', [applicationId, score]);
    expect((await this.call('POST', `/jobs/${jobId}/shortlist`)).status).toBe(200);
  }

  moved({ applicationId, jobId, candidateId }: Applicant, to: ApplicationStatus): Promise<void> {
    const data = {
      applicationId,
      jobId,
      candidateId,
      from: 'screened' as const,
      to,
      reason: 'x',
      automatic: false,
      name: null,
      email: null,
    };
    return this.process.announce(applicationsStatusChangedV1, { ...data, changedAt: new Date().toISOString() }, this.meta);
  }

  /** What was announced about screenings of the application, in order, once there are as many. */
  async screenings({ applicationId }: Applicant, count: number): Promise<ApplicationsAiScreenedV1[]> {
    return eventually(async () => {
      const all = await this.process.published(applicationsAiScreenedV1);
      const own = all.filter((event) => event.applicationId === applicationId);
      expect(own).toHaveLength(count);
      return own;
    });
  }

  async shortlist(jobId: string): Promise<TestAnswer['body']> {
    const { status, body } = await this.call('GET', `/jobs/${jobId}/shortlist`);
    expect(status).toBe(200);
    return body.data;
  }

  /** The shortlist once nothing waits and it passes the check. */
  settledList(jobId: string, check: (list: TestAnswer['body']) => void = () => undefined): Promise<TestAnswer['body']> {
    return eventually(async () => {
      const list = await this.shortlist(jobId);
      expect(list).toMatchObject({ isUpToDate: true, counts: { waiting: 0 } });
      check(list);
      return list;
    });
  }

  private application({ applicationId, jobId, candidateKey }: Applicant): ApplicationsReceivedV1 {
    const data = {
      applicationId,
      jobId,
      submitter: 'candidate',
      receivedAt: new Date().toISOString(),
      candidateKey,
      resume: null,
    } as const;
    return { ...data, source: 'direct', wantsPerson: false, name: 'Ada Example', email: 'ada@example.org', phone: null };
  }
}
