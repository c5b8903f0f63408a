import { Injectable } from '@nestjs/common';
import { Clock, CodedError, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { OpenProfile } from '../queries/open-profile.query.js';
import { ReadScoringBasis } from '../queries/read-scoring-basis.query.js';
import type { ScoringBasis } from '../queries/read-scoring-basis.query.js';
import { rescoreDegradedTask } from '../tasks.js';
import type { JobTask } from '../tasks.js';
import { arrived } from './due-subject.js';
import type { DueSubject } from './due-subject.js';
import { EstablishFacts } from './establish-facts.use-case.js';
import { RequestScreening } from './request-screening.use-case.js';

const WAIT_MS = 60_000;
const PAGE = 200;

/**
 * Screens again what the rules scored while no model answered, once one does. Every minute one application of the job is asked about; only when
 * that is answered are the others asked for, and the answer is not asked for twice. What is degraded again leaves no record (`ScreenApplication`),
 * so nobody is told of it a second time.
 */
@Injectable()
export class RescoreDegraded {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly readBasis: ReadScoringBasis,
    private readonly openProfile: OpenProfile,
    private readonly establishFacts: EstablishFacts,
    private readonly requestScreening: RequestScreening,
    private readonly tasks: TaskQueue,
    private readonly clock: Clock,
  ) {}

  /** Looks in a minute; called with each degraded record, of which one look a minute follows. */
  async request(tx: Tx, { organizationId, jobId }: JobTask): Promise<void> {
    const startAfter = new Date(this.clock.now().getTime() + WAIT_MS);
    await this.tasks.enqueue(tx, rescoreDegradedTask, { organizationId, jobId }, { singleton: jobId, startAfter });
  }

  async execute(job: JobTask): Promise<void> {
    const { organizationId, jobId } = job;
    const first = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const [subject = null] = await this.subjects.degraded(tx, jobId, 1);
      return arrived(subject) ? { subject, basis: await this.readBasis.current(tx, organizationId, jobId) } : null;
    });
    if (!first) return;
    const isAnswered = await this.isAnswered(first.subject, first.basis);
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      if (isAnswered) {
        const page = await this.subjects.degraded(tx, jobId, PAGE);
        const asked = page.map(({ applicationId }) => applicationId);
        await this.requestScreening.execute(tx, organizationId, asked);
      }
      await this.request(tx, job);
    });
  }

  /** Whether a model answers now. What cannot be read, the screening itself will say. */
  private async isAnswered(subject: DueSubject, basis: ScoringBasis): Promise<boolean> {
    const { organizationId, applicationId, name, resumeId, profileKey, wantsPerson } = subject;
    if (!resumeId || !profileKey) return true;
    try {
      const profile = await this.openProfile.execute({ organizationId, resumeId, profileKey });
      const { model } = basis.criteria.criteria;
      const { run } = await this.establishFacts.execute({
        organizationId,
        applicant: { applicationId, name },
        wantsPerson,
        profile,
        model,
        jobTitle: basis.jobText?.title ?? null,
      });
      return !run.degraded;
    } catch (error) {
      if (error instanceof CodedError && error.kind !== 'unavailable') return true;
      throw error;
    }
  }
}
