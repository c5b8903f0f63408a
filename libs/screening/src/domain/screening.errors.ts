import { CodedError } from '@shortlist/platform';

export const jobNotFound = (): CodedError => new CodedError('screening.job_not_found', 'not_found', 'There is no such job.');

export const applicationNotFound = (): CodedError =>
  new CodedError('screening.application_not_found', 'not_found', 'There is no such application.');

export const screeningNotFound = (): CodedError =>
  new CodedError('screening.screening_not_found', 'not_found', 'There is no such screening.');

export const notScreenedYet = (): CodedError =>
  new CodedError('screening.not_screened_yet', 'not_found', 'The application waits for its first screening.');

export const criteriaVersionNotFound = (): CodedError =>
  new CodedError('screening.criteria_version_not_found', 'not_found', 'There is no such version of the criteria.');

export const candidateNotFound = (): CodedError =>
  new CodedError('screening.candidate_not_found', 'not_found', 'There is no candidate with a resume that was read.');

export const sampleNotFound = (): CodedError => new CodedError('screening.sample_not_found', 'not_found', 'There is no such sample.');

export const matchNotFound = (): CodedError => new CodedError('screening.match_not_found', 'not_found', 'There is no such match.');
