import { createHmac, timingSafeEqual } from 'node:crypto';

const MOST_CHARACTERS = 4_096;
const FORM = /^([\w-]+)\.([\w-]{43})$/;

/** `payload` as a URL-safe token that only holders of the key can make. Readable by anyone: put no secret in. */
export function signToken(key: Buffer, payload: unknown): string {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${body}.${signatureOf(key, body).toString('base64url')}`;
}

/** The payload of a token that was signed with the key, or null for any other text. */
export function readToken(key: Buffer, token: string): unknown {
  const parts = token.length <= MOST_CHARACTERS ? FORM.exec(token) : null;
  if (!parts) return null;
  const [, body, signature] = parts as unknown as [string, string, string];
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(key, body);
  // Comparing the text too refuses a second spelling of the same bytes (the last character carries unused bits).
  if (!timingSafeEqual(given, expected) || signature !== expected.toString('base64url')) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}

function signatureOf(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
