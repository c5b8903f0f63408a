import { Injectable } from '@nestjs/common';
import { TaskQueue, UnitOfWork } from '@shortlist/platform';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';

/** Has a resume read again, for example after the parser has improved. While a run is open there is no second one. */
@Injectable()
export class RequestParse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resumes: ResumeRepository,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(organizationId: string, resumeId: string): Promise<void> {
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const resume = await this.resumes.loadForUpdate(tx, resumeId);
      if (resume.status === 'pending') return;
      const run = resume.run + 1;
      await this.resumes.update(tx, resume, { status: 'pending', failureCode: null, run });
      await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId, run });
    });
  }
}
