import type {
  ApplicationsAiScreenedV1,
  ApplicationsDuplicateFoundV1,
  ApplicationsReceivedV1,
  ApplicationsReplacedV1,
  ApplicationsStatusChangedV1,
  CandidatesMergedV1,
  FairnessAlertRaisedV1,
  ShortlistsUpdatedV1,
  WebhooksDisabledV1,
} from '@shortlist/contracts';

/** What receivers may subscribe to: the names of events without their version. */
export const WEBHOOK_EVENT_TYPES = [
  'applications.received',
  'applications.replaced',
  'applications.duplicate_found',
  'applications.status_changed',
  'applications.ai_screened',
  'candidates.merged',
  'candidates.unmerged',
  'shortlists.updated',
  'webhooks.disabled',
  'fairness.alert_raised',
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

/** Sent on request only, whatever the endpoint subscribes to. */
export const TEST_EVENT_TYPE = 'webhooks.test';

/** One thing to tell receivers. `data` is thin: ids and small facts, never anything about a person. */
export interface WebhookEvent {
  /** The id of the domain event: `webhook-id` on every attempt, by which receivers drop duplicates. */
  readonly id: string;
  readonly type: WebhookEventType | typeof TEST_EVENT_TYPE;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Ids listed per direction, so that a body stays below 20 KB; the API has the rest. */
const MOST_LISTED = 200;

/** The bytes that are signed and sent. */
export function webhookBody({ type, occurredAt, data }: WebhookEvent): string {
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
}

export function receivedData({ applicationId, jobId, receivedAt }: ApplicationsReceivedV1): WebhookEvent['data'] {
  return { applicationId, jobId, receivedAt };
}

export function replacedData({ applicationId, receiptId, jobId, submission, receivedAt }: ApplicationsReplacedV1): WebhookEvent['data'] {
  return { applicationId, receiptId, jobId, submission, receivedAt };
}

export function duplicateFoundData({ applicationId, receiptId, jobId, policy }: ApplicationsDuplicateFoundV1): WebhookEvent['data'] {
  return { applicationId, receiptId, jobId, policy };
}

export function statusChangedData(changed: ApplicationsStatusChangedV1): WebhookEvent['data'] {
  const { applicationId, jobId, candidateId, from, to, automatic, changedAt } = changed;
  return { applicationId, jobId, candidateId, from, to, automatic, changedAt };
}

/** The result and where it came from; why it came out so is for the API to say. */
export function aiScreenedData(screened: ApplicationsAiScreenedV1): WebhookEvent['data'] {
  const { applicationId, jobId, candidateId, screeningId, run, outcome, score, criteriaVersion, needsPerson, screenedAt } = screened;
  return { applicationId, jobId, candidateId, screeningId, run, outcome, score, criteriaVersion, needsPerson, screenedAt };
}

export function candidatesMergedData({ mergeId, candidateId, mergedCandidateId }: CandidatesMergedV1): WebhookEvent['data'] {
  return { mergeId, candidateId, mergedCandidateId };
}

/** `entered` and `left` since `previousVersion`: a receiver that adds them up has the list. */
export function shortlistUpdatedData(list: ShortlistsUpdatedV1): WebhookEvent['data'] {
  const { jobId, version, entered, left, updatedAt } = list;
  const previousVersion = list.previousVersion ?? version - 1;
  const truncated = entered.length > MOST_LISTED || left.length > MOST_LISTED;
  const listed = { entered: entered.slice(0, MOST_LISTED), left: left.slice(0, MOST_LISTED) };
  return { jobId, version, previousVersion, ...listed, truncated, updatedAt };
}

export function webhookDisabledData({ webhookId, reason, failingSince, disabledAt }: WebhooksDisabledV1): WebhookEvent['data'] {
  return { webhookId, reason, failingSince, disabledAt };
}

/** That there is something to look at; which groups it is about stays with those who may read the report. */
export function fairnessAlertData({ reportId, jobId, alerts, raisedAt }: FairnessAlertRaisedV1): WebhookEvent['data'] {
  return { reportId, jobId, alerts: alerts.length, raisedAt };
}
