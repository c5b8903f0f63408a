import { Injectable } from '@nestjs/common';
import { applicationsDuplicateFoundV1, applicationsReplacedV1 } from '@shortlist/contracts';
import type { ApplicationsResubmittedV1 } from '@shortlist/contracts';
import { Keyring, Outbox, actorOfText, personKey } from '@shortlist/platform';
import type { EventEnvelope, Tx } from '@shortlist/platform';
import { isReplaceable } from '../domain/replacement.js';
import { submissionContext } from '../domain/submission.js';
import type { Submission } from '../domain/submission.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationRepository } from '../persistence/application.repository.js';

/**
 * Lets a newer submission of the same applicant take the place of the one before, all of it and under the same id. Too late, it is a
 * duplicate like any other.
 */
@Injectable()
export class ReplaceApplication {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, data: ApplicationsResubmittedV1, event: EventEnvelope<unknown>): Promise<void> {
    const application = await this.applications.loadForUpdate(tx, data.applicationId);
    const meta = { organizationId: application.organizationId, actor: actorOfText(event.actor), causedBy: event };
    const { applicationId, receiptId, jobId, name, email } = data;
    if (!isReplaceable(application, new Date(data.receivedAt))) {
      const duplicate = { applicationId, receiptId, jobId, policy: 'replace' as const, name, email };
      await this.outbox.append(tx, applicationsDuplicateFoundV1, duplicate, meta);
      return;
    }
    const submission = application.submissionNumber + 1;
    // Whoever asked for a person once has not taken that back by leaving it out.
    const wantsPerson = application.wantsPerson || data.wantsPerson;
    await this.applications.update(tx, application, {
      submissionNumber: submission,
      submitter: data.submitter,
      source: data.source,
      wantsPerson,
      submission: await this.seal(application, data),
      resumeKey: data.resume?.storageKey ?? null,
      receivedAt: new Date(data.receivedAt),
      firstViewedAt: null,
    });
    const { consents: _consents, answers: _answers, ...received } = data;
    await this.outbox.append(
      tx,
      applicationsReplacedV1,
      { ...received, wantsPerson, submission },
      { ...meta, aggregateVersion: application.version },
    );
  }

  private seal({ id, organizationId, candidateKey }: ApplicationEntity, data: ApplicationsResubmittedV1): Promise<string> {
    const { name, email, phone, answers, consents } = data;
    const submission: Submission = { name, email, phone, answers, consents };
    return this.keyring.seal(organizationId, personKey(candidateKey), submissionContext(id), JSON.stringify(submission));
  }
}
