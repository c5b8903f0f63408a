import { CodedError } from '../errors/coded-error.js';

export const objectKeyInvalid = (): CodedError =>
  new CodedError(
    'storage.object_key_invalid',
    'malformed',
    'A storage key has 1 to 512 letters, digits, dots, dashes, underscores and slashes.',
  );

export const objectMissing = (cause?: unknown): CodedError =>
  new CodedError('storage.object_missing', 'not_found', 'This file does not exist (any more).', { cause });

export const objectTooLarge = (maxBytes: number): CodedError =>
  new CodedError('storage.object_too_large', 'too_large', `The file has more than ${maxBytes} bytes.`);

export const storageUnavailable = (cause: unknown): CodedError =>
  new CodedError('storage.unavailable', 'unavailable', 'Files cannot be stored or read right now.', { retryAfterSeconds: 5, cause });
