import { Injectable } from '@nestjs/common';
import { feedbackGivenV1 } from '@shortlist/contracts';
import type { FeedbackKind } from '@shortlist/contracts';
import { Clock, CodedError, Keyring, Outbox, UnitOfWork, actorOf, newId, onlyJobsOf, personKey } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { notesContext } from '../domain/feedback.js';
import type { FeedbackSubject } from '../domain/feedback.js';
import { ApplicationRepository, applicationNotFound } from '../persistence/application.repository.js';
import { CandidateCopyRepository } from '../persistence/candidate-copy.repository.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';
import type { Feedback } from '../persistence/feedback.repository.js';
import { FindJob } from '../queries/find-job.query.js';

export interface FeedbackInput {
  readonly kind: FeedbackKind;
  readonly notes: string | null;
}

/** Whom feedback is about, and the key that seals what is said of them. */
interface About extends Pick<Feedback, 'jobId' | 'applicationId' | 'candidateId'> {
  readonly candidateKey: string;
  /** Of the application, where it is known. */
  readonly personId: string | null;
}

/**
 * Keeps what a member of staff says of an application, or of a candidate for a job, and announces it. What the same person said of it before
 * stays, and does not stand any more. Nothing else follows: no status, no score and no rank moves by it.
 */
@Injectable()
export class GiveFeedback {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly applications: ApplicationRepository,
    private readonly candidates: CandidateCopyRepository,
    private readonly feedback: FeedbackRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Answers the feedback with its notes as they were written. */
  async execute(caller: StaffPrincipal, subject: FeedbackSubject, { kind, notes }: FeedbackInput): Promise<Feedback> {
    const { organizationId, userId } = caller;
    if ('jobId' in subject) await this.findJob.assertOwn(caller, subject.jobId);
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { candidateKey, personId, ...about } = await this.about(tx, caller, subject);
      const series = { ...about, userId };
      await this.feedback.lock(tx, series);
      const givenAt = this.clock.now();
      const number = (await this.feedback.updateReplaced(tx, series, givenAt)) + 1;
      const id = newId();
      const sealed = notes === null ? null : await this.keyring.seal(organizationId, personKey(candidateKey), notesContext(id), notes);
      await this.feedback.insert(tx, organizationId, { ...series, id, number, kind, notes: sealed, givenAt });
      await this.outbox.append(
        tx,
        feedbackGivenV1,
        { feedbackId: id, ...series, number, kind, givenAt: givenAt.toISOString() },
        { organizationId, actor: actorOf(caller) },
      );
      return { ...series, id, number, kind, notes, givenAt, replacedAt: null, candidateId: personId };
    });
  }

  private async about(tx: Tx, caller: StaffPrincipal, subject: FeedbackSubject): Promise<About> {
    if ('applicationId' in subject) return this.application(tx, caller, subject.applicationId);
    const candidateKey = await this.candidates.findKey(tx, subject.candidateId);
    if (candidateKey === null) throw candidateNotFound();
    return { ...subject, applicationId: null, candidateKey, personId: subject.candidateId };
  }

  private async application(tx: Tx, caller: StaffPrincipal, receiptId: string): Promise<About> {
    const application = (await this.applications.findByReceipt(tx, receiptId))?.application;
    if (!application) throw applicationNotFound();
    await this.applications.assertReachable(tx, application, onlyJobsOf(caller));
    const { id: applicationId, jobId, candidateId: personId, candidateKey } = application;
    return { jobId, applicationId, candidateId: null, candidateKey, personId };
  }
}

function candidateNotFound(): CodedError {
  return new CodedError('applications.candidate_not_found', 'not_found', 'There is no candidate with a resume that was read.');
}
