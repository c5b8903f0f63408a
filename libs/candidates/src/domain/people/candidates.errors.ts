import { CodedError } from '@shortlist/platform';

export const candidateNotFound = (): CodedError => new CodedError('candidates.not_found', 'not_found', 'There is no such candidate.');

export const resumeNotFound = (): CodedError => new CodedError('candidates.resume_not_found', 'not_found', 'There is no such resume.');

export const resumeNotParsed = (): CodedError =>
  new CodedError('candidates.resume_not_parsed', 'not_found', 'The resume has not been read, or could not be.');

export const emailHeld = (): CodedError =>
  new CodedError('candidates.email_held', 'conflict', 'Another candidate has this e-mail address. Merge the two instead.');

export const nobodyNamed = (): CodedError =>
  new CodedError('candidates.nobody_named', 'rule', 'A person needs a name, an e-mail address or a phone number.');

export const notSearchable = (detail: string): CodedError => new CodedError('candidates.not_searchable', 'malformed', detail);

export const resumeNotScanned = (): CodedError =>
  new CodedError(
    'candidates.resume_not_scanned',
    'conflict',
    'No virus scanner has seen the file yet. Have the resume read again, and ask then.',
  );

export const resumeInfected = (): CodedError =>
  new CodedError('candidates.resume_infected', 'conflict', 'The virus scanner refused the file.');

export const candidateMerged = (personId: string): CodedError =>
  new CodedError('candidates.merged', 'conflict', `This record was merged into candidate ${personId}.`);

export const mergeNotFound = (): CodedError => new CodedError('candidates.merge_not_found', 'not_found', 'There is no such merge.');

export const mergeUndone = (): CodedError => new CodedError('candidates.merge_undone', 'conflict', 'The merge was undone already.');

export const mergedWithItself = (): CodedError =>
  new CodedError('candidates.merged_with_itself', 'rule', 'A record cannot be merged into itself.');

export const skillNotFound = (): CodedError =>
  new CodedError('candidates.skill_not_found', 'not_found', 'Your organization added no such skill.');

export const skillTaken = (name: string, owner: string): CodedError =>
  new CodedError('candidates.skill_taken', 'conflict', `${JSON.stringify(name)} already stands for ${owner}.`);

export const skillListFull = (most: number): CodedError =>
  new CodedError('candidates.skill_list_full', 'rule', `An organization may add ${most} skills.`);

export const searchNotFound = (): CodedError => new CodedError('candidates.search_not_found', 'not_found', 'You keep no such search.');

export const tooManySearches = (most: number): CodedError =>
  new CodedError('candidates.too_many_searches', 'rule', `One person may keep ${most} searches. Delete one first.`);
