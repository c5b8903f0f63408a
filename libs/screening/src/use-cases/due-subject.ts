import type { SubjectEntity } from '../persistence/subject.entity.js';

/** A subject whose application has arrived. */
export type DueSubject = SubjectEntity & { readonly jobId: string; readonly candidateKey: string; readonly receivedAt: Date };

export function arrived(subject: SubjectEntity | null): subject is DueSubject {
  return Boolean(subject?.jobId && subject.candidateKey && subject.receivedAt);
}

/** Whether a run of a subject is still to be done: not screened yet, no newer run asked for, and the resume not replaced. */
export function isDue(subject: SubjectEntity | null, run: number): subject is DueSubject {
  return arrived(subject) && subject.requestedRun === run && subject.run < run && subject.resumeSubmission === subject.submission;
}
