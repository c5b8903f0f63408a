import { CodedError } from '@shortlist/platform';

export const candidateNotFound = (): CodedError => new CodedError('candidates.not_found', 'not_found', 'There is no such candidate.');

export const resumeNotFound = (): CodedError => new CodedError('candidates.resume_not_found', 'not_found', 'There is no such resume.');

export const resumeNotParsed = (): CodedError =>
  new CodedError('candidates.resume_not_parsed', 'not_found', 'The resume has not been read, or could not be.');

export const emailHeld = (): CodedError =>
  new CodedError('candidates.email_held', 'conflict', 'Another candidate has this e-mail address. Merge the two instead.');

export const notSearchable = (detail: string): CodedError => new CodedError('candidates.not_searchable', 'malformed', detail);
