import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { TaskRun, Tx } from '@shortlist/platform';
import { PARSER_VERSION } from '@shortlist/resume-reader';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import type { NewCandidateChange } from '../persistence/candidate-change.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import type { ResumeRun } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';
import type { ReparseResumesTask } from '../tasks/reparse-resumes.js';

/** Small, so that a resume that arrives meanwhile waits behind few. */
const PAGE = 20;
const POLL_MS = 500;

/**
 * Has the resumes of an organization read again, page by page, and waits for each page: so it can tell how far it is, and who cancels it
 * stops what was not asked for yet. Resumes that arrive meanwhile are read by this parser anyway. What people wrote stays (`fillDetails`).
 */
@Injectable()
export class ReparseResumes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(task: ReparseResumesTask, { id, signal, report }: Pick<TaskRun, 'id' | 'signal' | 'report'>): Promise<void> {
    const { organizationId, everything, requestedBy } = task;
    const asked = { organizationId, kind: 'resume_requested', actor: requestedBy ?? 'unknown', cause: `task:${id}` } as const;
    const readBy = everything ? null : PARSER_VERSION;
    const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.unitOfWork.run({ organizationId }, work);
    const until = await run((tx) => this.resumes.findNewestId(tx));
    const total = until === null ? 0 : await run((tx) => this.resumes.countOutdated(tx, readBy, until));
    let read = 0;
    for (let after: string | null = null; until !== null;) {
      signal.throwIfAborted();
      const page = await run((tx) => this.ask(tx, asked, { readBy, until, after }));
      if (page.length === 0) break;
      await this.waitFor(page, run, signal);
      read += page.length;
      after = page.at(-1)?.resumeId ?? null;
      report({ percent: Math.min(99, (read * 100) / Math.max(1, total)), result: { total, read } });
    }
    report({ percent: 100, result: { total, read } });
  }

  private async ask(
    tx: Tx,
    asked: Omit<NewCandidateChange, 'candidateId'>,
    page: { readonly readBy: string | null; readonly until: string; readonly after: string | null },
  ): Promise<readonly ResumeRun[]> {
    const runs = await this.resumes.updateOutdatedRuns(tx, page, PAGE);
    const { organizationId } = asked;
    await this.changes.insert(tx, ...runs.map(({ resumeId, run, candidateId }) => ({ ...asked, candidateId, resumeId, resumeRun: run })));
    await this.tasks.enqueueAll(
      tx,
      parseResumeTask,
      runs.map(({ resumeId, run }) => ({ data: { organizationId, resumeId, run } })),
    );
    return runs;
  }

  /** A run that cannot be read has an outcome as well. */
  private async waitFor(
    page: readonly ResumeRun[],
    run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
    signal: AbortSignal,
  ): Promise<void> {
    while ((await run((tx) => this.resumes.countOpenRuns(tx, page))) > 0) await delay(POLL_MS, undefined, { signal });
  }
}
