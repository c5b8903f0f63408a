import { CodedError } from '@shortlist/platform';
import { COMMON_PASSWORDS } from './common-passwords.js';

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;

/** Refuses passwords that are tried first: the common ones and the account's own address. There are no rules of composition (NIST SP 800-63B). */
export function assertPasswordAllowed(password: string, email: string): void {
  const guess = password.toLowerCase();
  if (COMMON_PASSWORDS.has(guess) || guess === email || guess === email.split('@', 1)[0]) {
    const detail = 'This password is among the first to be guessed. Choose another one.';
    throw new CodedError('auth.password_too_common', 'rule', detail, {
      errors: [{ pointer: '/password', code: 'auth.password_too_common', detail }],
    });
  }
}
