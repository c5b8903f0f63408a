import type { ApiKeyScope } from '@shortlist/contracts';
import { CodedError } from '@shortlist/platform';

/** A key with which an HR system works in one organization. */
export interface ApiKey {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  /** The first characters of the newest secret. */
  readonly prefix: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly expiresAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  /** To the hour; null when it was never used. */
  readonly lastUsedAt: Date | null;
}

/** A key changes when it is rotated: its version is the instant, in milliseconds. */
export const versionOf = ({ createdAt, rotatedAt }: ApiKey): number => (rotatedAt ?? createdAt).getTime();

export const apiKeyNotFound = (): CodedError => new CodedError('auth.api_key_not_found', 'not_found', 'There is no such API key.');

export const tooManyApiKeys = (most: number): CodedError =>
  new CodedError('auth.too_many_api_keys', 'rule', `An organization may have ${most} API keys. Revoke one first.`);

export const apiKeyExpiresInPast = (): CodedError =>
  new CodedError('auth.api_key_expires_in_past', 'rule', 'An API key must expire in the future.', {
    errors: [{ pointer: '/expiresAt', code: 'auth.api_key_expires_in_past', detail: 'is in the past' }],
  });
