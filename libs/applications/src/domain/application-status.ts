import type { ApplicationStatus } from '@shortlist/contracts';
import { CodedError } from '@shortlist/platform';

/** Where a person may move an application. What screening does by itself is in `screening-outcome.ts`. */
const REACHABLE: Readonly<Record<ApplicationStatus, readonly ApplicationStatus[]>> = {
  received: ['shortlisted', 'rejected', 'withdrawn'],
  screening: ['shortlisted', 'rejected', 'withdrawn'],
  screened: ['shortlisted', 'interview', 'rejected', 'withdrawn'],
  shortlisted: ['screened', 'interview', 'offer', 'rejected', 'withdrawn'],
  interview: ['shortlisted', 'offer', 'rejected', 'withdrawn'],
  offer: ['interview', 'hired', 'rejected', 'withdrawn'],
  hired: [],
  // A rejection can be taken back; a withdrawal is the candidate's.
  rejected: ['screened', 'shortlisted'],
  withdrawn: [],
};

/** Statuses that a person may choose from this one. */
export function reachableFrom(status: ApplicationStatus): readonly ApplicationStatus[] {
  return REACHABLE[status];
}

/** It ended without a hire; deleting it changes nothing for the person. */
export function isOver(status: ApplicationStatus): boolean {
  return status === 'rejected' || status === 'withdrawn';
}

/** Refuses a move that the table does not list, and a rejection without a reason. */
export function assertMove(from: ApplicationStatus, to: ApplicationStatus, reason: string | null): void {
  if (!REACHABLE[from].includes(to)) {
    const choices = REACHABLE[from].length > 0 ? `It may move to ${REACHABLE[from].join(', ')}.` : 'It cannot move any more.';
    throw new CodedError('applications.status_not_reachable', 'conflict', `An application that is ${from} cannot become ${to}. ${choices}`);
  }
  if (to === 'rejected' && !reason?.trim()) {
    throw new CodedError('applications.reason_required', 'rule', 'A rejection needs a reason.', {
      errors: [{ pointer: '/reason', code: 'required', detail: 'is required for a rejection' }],
    });
  }
}
