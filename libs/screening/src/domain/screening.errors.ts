import { CodedError } from '@shortlist/platform';

export const jobNotFound = (): CodedError => new CodedError('screening.job_not_found', 'not_found', 'There is no such job.');

export const applicationNotFound = (): CodedError =>
  new CodedError('screening.application_not_found', 'not_found', 'There is no such application.');

export const screeningNotFound = (): CodedError =>
  new CodedError('screening.screening_not_found', 'not_found', 'There is no such screening.');

export const notScreenedYet = (): CodedError =>
  new CodedError('screening.not_screened_yet', 'not_found', 'The application waits for its first screening.');
