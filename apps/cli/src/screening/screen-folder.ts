import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@shortlist/api-client';
import type { ApiClient, CriteriaDto } from '@shortlist/api-client';
import { Semaphore } from '@shortlist/platform';
import { UsageError } from '../exit-codes.js';
import type { Progress } from '../progress.js';
import type { JobText } from './criteria-file.js';
import { failureDetail } from './failure-details.js';
import { MOST_RESUME_BYTES } from './resume-folder.js';
import type { ResumeOnDisk } from './resume-folder.js';
import { rankResults } from './screening-report.js';
import type { ScreenedFile, ScreeningReport, UnreadableFile } from './screening-report.js';

const SENT_AT_ONCE = 8;
const READ_AT_ONCE = 8;

interface Sent {
  readonly file: string;
  readonly applicationId: string;
}

/** The report, the job that was made for it, and the file of each application. */
export interface ScreenedFolder {
  readonly report: ScreeningReport;
  readonly jobId: string;
  readonly applications: ReadonlyMap<string, string>;
}

/** Screens files through the services, as any client would: one job, one application per file, then their screenings. */
export async function screenFolder(
  client: ApiClient,
  job: JobText,
  criteria: CriteriaDto,
  files: readonly ResumeOnDisk[],
  progress: Progress,
): Promise<ScreenedFolder> {
  const jobId = await openJob(client, job, criteria);
  const tooLarge = files.filter((file) => file.bytes > MOST_RESUME_BYTES);
  const sendable = files.filter((file) => file.bytes <= MOST_RESUME_BYTES);
  const sent = await sendAll(client, jobId, sendable, progress);
  await untilScreened(client, jobId, sent.length, progress);
  const read = await readAll(client, sent);
  const failures = tooLarge.map(({ file }) => ({
    file,
    code: 'too_large',
    detail: `The file is larger than ${MOST_RESUME_BYTES / 1024 ** 2} MiB.`,
  }));
  const report = {
    job: { title: job.title },
    criteriaVersion: 1,
    results: rankResults(read.flatMap((one) => ('score' in one ? [one] : []))),
    failures: [...failures, ...read.flatMap((one) => ('code' in one ? [one] : []))].sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
  return { report, jobId, applications: new Map(sent.map(({ applicationId, file }) => [applicationId, file])) };
}

async function openJob(client: ApiClient, job: JobText, criteria: CriteriaDto): Promise<string> {
  const { data, headers } = await client.call('POST /jobs', { body: { ...job, duplicatePolicy: 'separate' } });
  const path = { id: data.id };
  await untilHere(() => client.call('PUT /jobs/:id/screening-criteria', { path, body: criteria }));
  await client.call('PUT /jobs/:id/status', { path, body: { status: 'open' }, headers: { 'If-Match': headers.get('etag') ?? '' } });
  return data.id;
}

/** A new job travels to screening and applications as an event; criteria that are wrong are the caller's to mend. */
async function untilHere<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await sleep(30)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.problem.status === 400 || error.problem.status === 422)
        throw new UsageError(`The criteria cannot be used. ${error.message}`);
      if (![404, 409, 503].includes(error.problem.status) || Date.now() > deadline) throw error;
    }
  }
}

/** One failure ends all: what is still to be sent is not sent. */
async function sendAll(client: ApiClient, jobId: string, files: readonly ResumeOnDisk[], progress: Progress): Promise<Sent[]> {
  const atOnce = new Semaphore(SENT_AT_ONCE);
  const abort = new AbortController();
  let done = 0;
  try {
    return await Promise.all(
      files.map((file) =>
        atOnce.run(async () => {
          const sent = await send(client, jobId, file, abort.signal);
          progress.count('Resumes sent', ++done, files.length);
          return sent;
        }),
      ),
    );
  } finally {
    abort.abort();
  }
}

async function send(client: ApiClient, jobId: string, { file, path }: ResumeOnDisk, signal: AbortSignal): Promise<Sent> {
  const bytes = new Uint8Array(await readFile(path));
  const idempotencyKey = randomUUID();
  const answer = await untilHere(() => {
    signal.throwIfAborted();
    const form = new FormData();
    form.set('jobId', jobId);
    form.set('source', 'folder');
    form.set('resume', new Blob([bytes]), file.slice(-255));
    return client.call('POST /applications', { body: form, headers: { 'Idempotency-Key': idempotencyKey }, signal });
  });
  return { file, applicationId: answer.data.id };
}

async function untilScreened(client: ApiClient, jobId: string, total: number, progress: Progress): Promise<void> {
  for (let done = 0; done < total; await sleep(100)) {
    const query = { jobId, status: ['screened', 'shortlisted'], limit: 1 } as const;
    done = (await client.call('GET /applications', { query })).pagination.total;
    progress.count('Resumes screened', done, total);
  }
}

async function readAll(client: ApiClient, sent: readonly Sent[]): Promise<(ScreenedFile | UnreadableFile)[]> {
  const atOnce = new Semaphore(READ_AT_ONCE);
  return Promise.all(sent.map((one) => atOnce.run(() => readOne(client, one))));
}

async function readOne(client: ApiClient, { file, applicationId }: Sent): Promise<ScreenedFile | UnreadableFile> {
  const { data } = await client.call('GET /applications/:id/screening', { path: { id: applicationId } });
  if (data.outcome === 'unreadable' || data.score == null) {
    const code = data.failureCode ?? 'unreadable';
    return { file, code, detail: failureDetail(code) };
  }
  const candidate = await readCandidate(client, data.candidateId ?? null);
  return { file, applicationId, candidate, score: data.score, criteria: data.criteria, flags: data.flags };
}

/** The person as this file names them, whatever else is known of them. */
async function readCandidate(client: ApiClient, candidateId: string | null): Promise<ScreenedFile['candidate']> {
  if (candidateId === null) return { name: null, email: null };
  const { data: candidate } = await client.call('GET /candidates/:id', { path: { id: candidateId } });
  if (!candidate.primaryResumeId) return { name: null, email: null };
  const { data: parsed } = await client.call('GET /resumes/:id/parsed', { path: { id: candidate.primaryResumeId } });
  return { name: parsed.profile?.name?.value ?? null, email: parsed.profile?.emails[0]?.value ?? null };
}
