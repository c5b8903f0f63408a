import { CodedError } from '@shortlist/platform';

/** Failures that no further attempt can mend, and what they are called on the record. */
const LASTING_FAILURES: Readonly<Record<string, string>> = {
  'storage.object_missing': 'profile_missing',
  'storage.object_too_large': 'profile_too_large',
  'keys.destroyed': 'profile_erased',
  'keys.not_authentic': 'profile_damaged',
  'screening.profile_damaged': 'profile_damaged',
};

/** Why a profile will never open; null when another attempt may help. */
export function lastingFailure(error: unknown): string | null {
  return error instanceof CodedError ? (LASTING_FAILURES[error.code] ?? null) : null;
}
