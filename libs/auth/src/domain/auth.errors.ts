import { CodedError } from '@shortlist/platform';

/** One answer for an unknown address and a wrong password, so that nobody learns who has an account. */
export const credentialsInvalid = (): CodedError =>
  new CodedError('auth.credentials_invalid', 'unauthenticated', 'The e-mail address or the password is wrong.');

export const emailTaken = (): CodedError =>
  new CodedError('auth.email_taken', 'conflict', 'There is an account with this e-mail address.', {
    errors: [{ pointer: '/email', code: 'auth.email_taken', detail: 'is in use' }],
  });

export const slugTaken = (): CodedError =>
  new CodedError('auth.slug_taken', 'conflict', 'Another organization has this slug.', {
    errors: [{ pointer: '/organization/slug', code: 'auth.slug_taken', detail: 'is in use' }],
  });

export const notAMember = (): CodedError =>
  new CodedError('auth.not_a_member', 'rule', 'This account does not belong to that organization.', {
    errors: [{ pointer: '/organizationId', code: 'auth.not_a_member', detail: 'is none of your organizations' }],
  });

/** For unknown, expired, revoked and reused refresh tokens alike. */
export const refreshRefused = (): CodedError =>
  new CodedError('auth.refresh_refused', 'unauthenticated', 'The session has ended. Sign in again.');

export const accountNotFound = (): CodedError => new CodedError('auth.account_not_found', 'not_found', 'There is no such account.');
