import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, onlyJobsOf } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { DemographicsRepository } from '../persistence/demographics.repository.js';
import type { ApplicationAnswers } from '../persistence/demographics.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { FindJob } from '../queries/find-job.query.js';

export interface RecordedDemographics {
  readonly recorded: number;
  /** No applications to this job. */
  readonly unknown: readonly string[];
}

/** Stores what applicants say about themselves where nothing that scores them can read it, this use case included. */
@Injectable()
export class RecordDemographics {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly subjects: SubjectRepository,
    private readonly demographics: DemographicsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string, answers: readonly ApplicationAnswers[]): Promise<RecordedDemographics> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const ids = answers.map((one) => one.applicationId);
      const known = await this.subjects.known(tx, ids, onlyJobsOf(caller), jobId);
      const own = answers.filter((one) => known.has(one.applicationId));
      if (own.length > 0) await this.demographics.insert(tx, organizationId, own, this.clock.now());
      return { recorded: own.length, unknown: ids.filter((id) => !known.has(id)) };
    });
  }
}
