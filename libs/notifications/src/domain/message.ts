import type { ApplicationStatus } from '@shortlist/contracts';

/** The mails to candidates. */
export const CANDIDATE_TEMPLATES = [
  'confirmation',
  'replaced',
  'duplicate',
  'shortlisted',
  'interview',
  'offer',
  'rejected',
  'hired',
] as const;
export type CandidateTemplate = (typeof CANDIDATE_TEMPLATES)[number];

/** The mails Shortlist writes; each has a text and an HTML template of that name. */
export const MESSAGE_TEMPLATES = [...CANDIDATE_TEMPLATES, 'shortlist', 'search_alert'] as const;
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];

/**
 * `pending` waits for its (next) attempt; `sending` is in the hands of a mail server; `sent` was taken over; `refused` never will be;
 * `unknown` may have arrived and is not sent again; `failed` ran out of attempts; `superseded` gave way to a newer state.
 */
export const MESSAGE_STATES = ['pending', 'sending', 'sent', 'refused', 'unknown', 'failed', 'superseded'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What a mail to a candidate says, beside the job and the organization. */
export interface CandidateFacts {
  readonly to: string;
  readonly name: string | null;
}

export interface ShortlistRow {
  readonly rank: number;
  readonly name: string;
  readonly score: number;
  readonly tied: boolean;
}

/** What the mail about a shortlist says. */
export interface ShortlistFacts {
  readonly to: string;
  readonly topN: number;
  readonly screenedCount: number;
  readonly rows: readonly ShortlistRow[];
}

/** What the mail about an alert of a saved search says: nobody by name. */
export interface SearchAlertFacts {
  readonly to: string;
  readonly searchName: string;
  readonly matches: number;
  /** `person` or `people`. */
  readonly people: string;
}

export type MessageFacts = CandidateFacts | ShortlistFacts | SearchAlertFacts;

/** What binds the sealed facts of a message to their row. */
export const factsPlace = (id: string): string => `notifications.messages|facts|${id}`;

/** Names the one effect that a message is; a second message of the same name is never written. */
export const effectKey = {
  confirmation: (applicationId: string): string => `confirmation:${applicationId}`,
  replaced: (receiptId: string): string => `replaced:${receiptId}`,
  duplicate: (receiptId: string): string => `duplicate:${receiptId}`,
  statusChanged: (eventId: string): string => `status_changed:${eventId}`,
  searchAlert: (eventId: string): string => `search_alert:${eventId}`,
  /** `recipientHash` stands for the address, which is personal. */
  shortlist: (jobId: string, version: number, recipientHash: string): string => `shortlist:${jobId}:${version}:${recipientHash}`,
};

const LONGEST_NAME = 80;

/**
 * The name by which a mail greets, or null. Anyone can type a name and another person's address into a public form: a "name"
 * that carries a link or an address would make the confirmation somebody's advertisement.
 */
export function greetingName(name: string | null): string | null {
  const tidy = name?.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (tidy === '' || tidy.length > LONGEST_NAME) return null;
  return /[<>@/\\:]|www\.|\.\w{2,}(\s|$)/i.test(tidy) ? null : tidy;
}

const TEMPLATES_OF_STATUSES: Partial<Record<ApplicationStatus, MessageTemplate>> = {
  shortlisted: 'shortlisted',
  interview: 'interview',
  offer: 'offer',
  rejected: 'rejected',
  hired: 'hired',
};

/** The mail about a status, or null for those that candidates are not written to about. */
export function templateOfStatus(status: ApplicationStatus): MessageTemplate | null {
  return TEMPLATES_OF_STATUSES[status] ?? null;
}
