import { CodedError } from '@shortlist/platform';

/** What feedback is of: an application, or a candidate for a job, whether they applied or not. */
export type FeedbackSubject = { readonly applicationId: string } | { readonly jobId: string; readonly candidateId: string };

/** The subject that was named; throws `applications.feedback_subject_unclear` where it is none of the two, or both. */
export function feedbackSubject(named: {
  readonly applicationId: string | null;
  readonly jobId: string | null;
  readonly candidateId: string | null;
}): FeedbackSubject {
  const { applicationId, jobId, candidateId } = named;
  if (applicationId !== null && jobId === null && candidateId === null) return { applicationId };
  if (applicationId === null && jobId !== null && candidateId !== null) return { jobId, candidateId };
  throw new CodedError('applications.feedback_subject_unclear', 'rule', 'Name an application, or a job and a candidate.');
}

/** What binds sealed notes to their row. */
export const notesContext = (feedbackId: string): string => `applications.feedback|notes|${feedbackId}`;
