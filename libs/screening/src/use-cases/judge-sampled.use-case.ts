import { Injectable } from '@nestjs/common';
import { Clock, CodedError, Keyring, UnitOfWork, newId, personKey } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import type { SampleVerdict } from '../domain/sample.js';
import { applicationNotFound, sampleNotFound } from '../domain/screening.errors.js';
import { verdictContext } from '../domain/sealed-contexts.js';
import { SampleRepository } from '../persistence/sample.repository.js';
import type { StoredVerdict } from '../persistence/sample.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { FindJob } from '../queries/find-job.query.js';

export interface JudgeInput {
  readonly jobId: string;
  readonly sampleId: string;
  readonly applicationId: string;
  readonly verdict: SampleVerdict;
  readonly reason: string;
}

/** Stores what a person says of a sampled application. Nothing moves by it; who should not have been left out is moved like anybody else. */
@Injectable()
export class JudgeSampled {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly samples: SampleRepository,
    private readonly subjects: SubjectRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Answers the verdict with its reason in plain text. */
  async execute(caller: StaffPrincipal, { jobId, sampleId, applicationId, verdict, reason }: JudgeInput): Promise<StoredVerdict> {
    const { organizationId, userId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      if (!(await this.samples.find(tx, jobId, sampleId))) throw sampleNotFound();
      if (!(await this.samples.holds(tx, sampleId, applicationId))) throw applicationNotFound();
      const subject = await this.subjects.find(tx, applicationId);
      if (!subject?.candidateKey) throw applicationNotFound();
      if (subject.status === 'withdrawn') throw withdrawn();
      const id = newId();
      const sealed = await this.keyring.seal(organizationId, personKey(subject.candidateKey), verdictContext(id), reason);
      const stored = { id, verdict, userId, createdAt: this.clock.now() };
      await this.samples.insertVerdict(tx, { organizationId, sampleId, applicationId }, { ...stored, reason: sealed });
      return { ...stored, reason };
    });
  }
}

const withdrawn = (): CodedError =>
  new CodedError('screening.sampled_withdrawn', 'conflict', 'The candidate withdrew; there is nobody to judge any more.');
