import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { summaryOf } from '../domain/feedback.js';
import type { FeedbackSummary } from '../domain/feedback.js';
import { matchPair } from '../domain/matching/pair.js';
import type { Match } from '../domain/matching/pair.js';
import { candidateNotFound, jobNotFound } from '../domain/screening.errors.js';
import { FeedbackCopyRepository } from '../persistence/feedback-copy.repository.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import type { MatchRow } from '../persistence/match-row.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import type { ProfileCopy } from '../persistence/profile-copy.repository.js';
import { FindJob } from './find-job.query.js';
import { PrepareMatching } from './prepare-matching.query.js';
import type { PreparedJob } from './prepare-matching.query.js';

/** A job and a candidate, computed now. */
export interface ReadPairResult extends Match {
  readonly jobId: string;
  readonly candidateId: string;
  readonly job: PreparedJob;
  readonly copy: ProfileCopy;
  /** Null where it is none of the stored ones. */
  readonly row: MatchRow | null;
  readonly hasApplied: boolean;
}

/** The same with what staff say of it, as one of them reads it. */
export interface ReadPairWithFeedback extends ReadPairResult {
  readonly feedback: FeedbackSummary;
}

/** What a job and candidates are to each other, whether stored or not: by the newest criteria, settings, text and resume. */
@Injectable()
export class ReadPair {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly rows: MatchRowRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly prepare: PrepareMatching,
    private readonly feedback: FeedbackCopyRepository,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string, candidateId: string): Promise<ReadPairWithFeedback> {
    const { organizationId, userId } = caller;
    await this.findJob.assert(caller, jobId);
    const pair = await this.ofJob(organizationId, jobId, candidateId);
    const target = { jobId, applicationId: null, candidateId };
    const [standing = []] = await this.unitOfWork.run({ organizationId }, (tx) => this.feedback.standing(tx, [target]));
    return { ...pair, feedback: summaryOf(standing, userId) };
  }

  /** The same where the caller has been checked, without what staff say. */
  async ofJob(organizationId: string, jobId: string, candidateId: string): Promise<ReadPairResult> {
    const { job, copy, row } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const found = await this.copies.find(tx, candidateId);
      if (!found) throw candidateNotFound();
      const [prepared] = await this.prepare.prepareJobs(tx, [jobId]);
      if (!prepared) throw jobNotFound();
      return { job: prepared, copy: found, row: await this.rows.findPair(tx, jobId, candidateId) };
    });
    const [prepared] = await this.prepare.prepareCandidates(organizationId, [copy]);
    if (!prepared?.candidate) {
      const reason = copy.excluded ?? 'their profile cannot be opened';
      throw new CodedError(
        'screening.candidate_not_matched',
        'conflict',
        `The candidate is matched with no job: ${reason.replaceAll('_', ' ')}.`,
      );
    }
    const hasApplied = copy.appliedTo.includes(jobId);
    return { ...matchPair(job.job, prepared.candidate), jobId, candidateId, job, copy, row, hasApplied };
  }
}
