import { Injectable } from '@nestjs/common';
import { TaskQueue, UnitOfWork, actorOf, actorText } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';

/** Has a resume read again, for example after the parser has improved. While a run is open there is no second one. */
@Injectable()
export class RequestParse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(caller: StaffPrincipal, resumeId: string): Promise<void> {
    const { organizationId } = caller;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const resume = await this.resumes.loadForUpdate(tx, resumeId);
      if (resume.status === 'pending') return;
      const run = resume.run + 1;
      await this.resumes.update(tx, resume, { status: 'pending', failureCode: null, run });
      const change = { organizationId, candidateId: resume.candidateId, kind: 'resume_requested' as const, resumeId, resumeRun: run };
      await this.changes.insert(tx, { ...change, actor: actorText(actorOf(caller)), cause: 'request' });
      await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId, run });
    });
  }
}
