import { Injectable } from '@nestjs/common';
import { resumesParseFailedV1 } from '@shortlist/contracts';
import { Outbox, SYSTEM, UnitOfWork, actorText } from '@shortlist/platform';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import type { ParseResumeTask } from '../tasks/parse-resume.js';

/** Why a resume was not read; neither text holds words of the file. */
export interface ParseFailure {
  readonly code: string;
  readonly detail: string;
}

/** Ends a run without a profile and announces it, once. */
@Injectable()
export class RecordParseFailure {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly outbox: Outbox,
  ) {}

  async execute({ organizationId, resumeId, run }: ParseResumeTask, { code, detail }: ParseFailure): Promise<void> {
    await this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const resume = await this.resumes.loadOpenRunForUpdate(tx, resumeId, run);
      if (!resume) return;
      await this.resumes.update(tx, resume, { status: 'failed', failureCode: code });
      const change = { organizationId, candidateId: resume.candidateId, kind: 'resume_not_read' as const, actor: actorText(SYSTEM) };
      await this.changes.insert(tx, { ...change, cause: `resume:${resumeId}`, resumeId, resumeRun: run, failureCode: code });
      const { applicationId, submission } = resume;
      const candidateId = await this.candidates.findPersonId(tx, resume.candidateId);
      const data = { resumeId, candidateId, applicationId, submission, code, detail: detail.slice(0, 500) };
      await this.outbox.append(tx, resumesParseFailedV1, data, { organizationId });
    });
  }
}
