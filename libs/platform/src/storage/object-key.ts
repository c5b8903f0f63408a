import { objectKeyInvalid } from './storage-errors.js';

const MOST_CHARACTERS = 512;
/** Fits a file name beside what drivers append. */
const SEGMENT = /^(?!\.+$)[A-Za-z0-9._=-]{1,200}$/;

/** Throws `storage.object_key_invalid` unless every driver can store the key safely. */
export function checkObjectKey(key: string): void {
  if (key.length > MOST_CHARACTERS || !key.split('/').every((segment) => SEGMENT.test(segment))) throw objectKeyInvalid();
}

/** A prefix is the beginning of a key, so its last segment may be cut short or empty. */
export function checkObjectKeyPrefix(prefix: string): void {
  if (prefix !== '') checkObjectKey(`${prefix}0`);
}
