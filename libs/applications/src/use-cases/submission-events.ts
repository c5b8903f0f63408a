import type {
  ApplicationsDuplicateFoundV1,
  ApplicationsReceivedV1,
  ApplicationsResubmittedV1,
  ApplicationsSubmittedV1,
} from '@shortlist/contracts';
import { actorOfText } from '@shortlist/platform';
import type { EventEnvelope, EventMeta } from '@shortlist/platform';
import type { Claim } from '../domain/duplicate-settlement.js';

/** A submission whose job is known. */
export interface Accepted extends Claim {
  readonly data: ApplicationsSubmittedV1;
  readonly event: EventEnvelope<unknown>;
}

export const metaOf = ({ organizationId, event }: Accepted): EventMeta => ({
  organizationId,
  actor: actorOfText(event.actor),
  causedBy: event,
});

export function receivedData({ data, candidateKey }: Accepted): ApplicationsReceivedV1 {
  return {
    applicationId: data.applicationId,
    jobId: data.jobId,
    submitter: data.submitter,
    receivedAt: data.receivedAt,
    candidateKey,
    resume: data.resume,
    source: data.source,
    wantsPerson: data.wantsPerson,
    name: data.name,
    email: data.email,
    phone: data.phone,
    resumeFileName: data.resumeFileName,
  };
}

export function resubmittedData(claim: Accepted, applicationId: string): ApplicationsResubmittedV1 {
  const { applicationId: receiptId, consents, answers } = claim.data;
  return { ...receivedData(claim), applicationId, receiptId, consents, answers };
}

export function duplicateData({ data, policy }: Accepted, applicationId: string): ApplicationsDuplicateFoundV1 {
  const { applicationId: receiptId, jobId, name, email } = data;
  return { applicationId, receiptId, jobId, policy, name, email };
}
