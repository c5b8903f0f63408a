import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { decideRefresh, REFRESH_GRACE_SECONDS } from './refresh-decision.js';
import { formatRefreshToken, hashOf, newRefreshToken, parseRefreshToken, successorOf } from './refresh-token.js';

const key = randomBytes(32);

describe('refresh tokens', () => {
  it('come back from their text form as they were', () => {
    const token = newRefreshToken(newId());
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });

  it.each(['', 'x', 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(63)}!`])('refuse %j', (text) => {
    expect(parseRefreshToken(text)).toBeNull();
  });

  it('have one successor each, which only the holder of the key can derive', () => {
    const token = newRefreshToken(newId());
    expect(successorOf(token, key)).toEqual(successorOf(token, key));
    expect(successorOf(token, randomBytes(32)).secret).not.toEqual(successorOf(token, key).secret);
    expect(hashOf(successorOf(token, key))).not.toEqual(hashOf(token));
  });
});

describe('decideRefresh', () => {
  it.each([
    ['rotates the newest token', false, null, 'rotate'],
    ['serves a just rotated token again', false, 0, 'serve_again'],
    ['still serves at the end of the grace', false, REFRESH_GRACE_SECONDS, 'serve_again'],
    ['takes a later one for stolen', false, REFRESH_GRACE_SECONDS + 0.001, 'reuse'],
    ['ends with the session', true, null, 'ended'],
    ['revokes nothing that has ended', true, 999, 'ended'],
  ] as const)('%s', (_name, sessionEnded, secondsSinceRotation, decision) => {
    expect(decideRefresh({ sessionEnded, secondsSinceRotation })).toBe(decision);
  });
});
