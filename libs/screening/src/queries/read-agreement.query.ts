import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { agreementOf, verdictOf } from '../domain/agreement.js';
import type { Agreement } from '../domain/agreement.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { FeedbackCopyRepository, kindsOf } from '../persistence/feedback-copy.repository.js';
import type { FeedbackTarget } from '../persistence/feedback-copy.repository.js';
import { MatchRepository } from '../persistence/match.repository.js';
import { ShortlistRepository } from '../persistence/shortlist.repository.js';
import { FindJob } from './find-job.query.js';

/** People of whom something was said, of one kind. */
export interface SideAgreement extends Agreement {
  /** Of whom something was said and who have no score to compare it with. */
  readonly withoutScore: number;
}

export interface JobAgreement {
  readonly jobId: string;
  /** Scores under other criteria are left out: they do not compare. */
  readonly criteriaVersion: number;
  readonly applications: SideAgreement;
  readonly matches: SideAgreement;
}

interface Scored extends FeedbackTarget {
  readonly score: number | null;
}

/** Compares the scores of a job with what staff said of the people who have them. It only reads: nothing is moved by what comes out. */
@Injectable()
export class ReadAgreement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly matches: MatchRepository,
    private readonly feedback: FeedbackCopyRepository,
  ) {}

  /** The line is the cut line of the shortlist where there is one, else the least score of the criteria; for matches always the latter. */
  execute(caller: StaffPrincipal, jobId: string): Promise<JobAgreement> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const { version: criteriaVersion, criteria } = await this.criteria.current(tx, organizationId, jobId);
      const { cutLine } = await this.shortlists.find(tx, jobId);
      const { minScore } = criteria.filtering;
      return {
        ...{ jobId, criteriaVersion },
        applications: await this.side(tx, await this.applications(tx, jobId, criteriaVersion), cutLine ?? minScore),
        matches: await this.side(tx, await this.candidates(tx, jobId), minScore),
      };
    });
  }

  private async applications(tx: Tx, jobId: string, criteriaVersion: number): Promise<Scored[]> {
    const judged = await this.feedback.judgedApplications(tx, jobId, criteriaVersion);
    return judged.map((one) => ({ ...one, jobId }));
  }

  private async candidates(tx: Tx, jobId: string): Promise<Scored[]> {
    const ids = await this.feedback.judgedCandidates(tx, jobId);
    const scores = await this.matches.scores(tx, jobId, ids);
    return ids.map((candidateId) => ({ jobId, applicationId: null, candidateId, score: scores.get(candidateId) ?? null }));
  }

  private async side(tx: Tx, people: readonly Scored[], line: number): Promise<SideAgreement> {
    const standing = await this.feedback.standing(tx, people);
    const judged = people.flatMap(({ score }, index) =>
      score === null ? [] : [{ score, verdict: verdictOf(kindsOf(standing[index] ?? [])) }],
    );
    return { ...agreementOf(judged, line), withoutScore: people.length - judged.length };
  }
}
