import { CodedError } from '@shortlist/platform';

/** For jobs that never were, are deleted, belong to another organization or to another hiring manager alike. */
export const jobNotFound = (): CodedError => new CodedError('jobs.job_not_found', 'not_found', 'There is no such job.');

export const notYourJob = (): CodedError =>
  new CodedError('jobs.not_your_job', 'rule', 'Hiring managers post jobs of their own only.', {
    errors: [{ pointer: '/hiringManagerId', code: 'jobs.not_your_job', detail: 'must be you' }],
  });

export const analysisNotFound = (): CodedError =>
  new CodedError('jobs.analysis_not_found', 'not_found', 'Nobody has had this job analysed yet. POST /jobs/:id/analyze does.');
