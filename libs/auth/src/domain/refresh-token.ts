import { createHash, createHmac, randomBytes } from 'node:crypto';

const USER_ID_BYTES = 16;
const SECRET_BYTES = 32;

/** An opaque refresh token: whose it is, so that row security can find it, and 256 bits that nobody guesses. */
export interface RefreshToken {
  readonly userId: string;
  readonly secret: Buffer;
}

/** The first token of a session. */
export function newRefreshToken(userId: string): RefreshToken {
  return { userId, secret: randomBytes(SECRET_BYTES) };
}

/**
 * The token that follows. It is derived, not drawn, so that a client whose answer got lost gets the very same one again although only
 * hashes are stored; without the key a stolen token leads to no later one.
 */
export function successorOf(token: RefreshToken, key: Buffer): RefreshToken {
  return { userId: token.userId, secret: createHmac('sha256', key).update(token.secret).digest() };
}

/** What is stored of a token. A plain hash is enough for a secret of 256 random bits. */
export function hashOf(token: RefreshToken): Buffer {
  return createHash('sha256').update(token.secret).digest();
}

/** The token as the client holds it. */
export function formatRefreshToken({ userId, secret }: RefreshToken): string {
  return Buffer.concat([Buffer.from(userId.replaceAll('-', ''), 'hex'), secret]).toString('base64url');
}

/** Null for any text that no token looks like. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== USER_ID_BYTES + SECRET_BYTES || bytes.toString('base64url') !== text) return null;
  const userId = bytes.toString('hex', 0, USER_ID_BYTES).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  return { userId, secret: bytes.subarray(USER_ID_BYTES) };
}
