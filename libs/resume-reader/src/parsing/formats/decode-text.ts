import { utf16Of } from './format.js';

/** Text of a file: UTF-16, UTF-8, else the encoding that the file declares, else what Western Windows programs write. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const wide = utf16Of(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Not being UTF-8 is a TypeError; an allocation that fails is not.
    if (error instanceof RangeError) throw error;
    return new TextDecoder(isKnown(declared) ? declared : 'windows-1252').decode(bytes);
  }
}

function isKnown(encoding: string | undefined): encoding is string {
  try {
    return encoding !== undefined && new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}
