import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { SecretOrKeyProvider } from 'passport-jwt';
import { CodedError } from '../../errors/coded-error.js';
import { isId } from '../../ids.js';
import { ROLES } from '../principal.js';
import type { Role } from '../principal.js';
import { bearerTokenOf } from './authorization.js';
import { VerificationKeys } from './verification-keys.js';

export const TOKEN_ISSUER = 'shortlist';
export const TOKEN_AUDIENCE = 'shortlist-api';
/** RFC 9068: an id token or a link token is no access token, whoever signed it. */
export const TOKEN_TYPE = 'at+jwt';

/** Claims of an access token. */
export interface AccessClaims {
  /** User id. */
  readonly sub: string;
  /** Organization id; null for candidate accounts. */
  readonly org: string | null;
  readonly role: Role;
  /** Session id. */
  readonly sid: string;
  /** Unix seconds. */
  readonly exp: number;
}

interface Header {
  readonly alg?: unknown;
  readonly typ?: unknown;
  readonly kid?: unknown;
  readonly crit?: unknown;
}

/** Verifies access tokens: RS256 only, our issuer and audience, our type, a current key. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(keys: VerificationKeys) {
    super({
      jwtFromRequest: ({ headers }) => bearerTokenOf(headers.authorization),
      algorithms: ['RS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      secretOrKeyProvider: keyProvider(keys),
    });
  }

  validate(payload: unknown): AccessClaims | null {
    return isAccessClaims(payload) ? payload : null;
  }
}

function keyProvider(keys: VerificationKeys): SecretOrKeyProvider {
  return (_request, token: string, done) => {
    const kid = keyIdOf(token);
    if (kid === null) return done(new Error('no access token'));
    keys.keyFor(kid).then(
      (key) => (key === null ? done(new Error('unknown key')) : done(null, key as string)),
      (error: unknown) =>
        done(new CodedError('http.keys_unavailable', 'unavailable', 'Sign-in cannot be checked right now.', { cause: error })),
    );
  };
}

function keyIdOf(token: string): string | null {
  try {
    const header = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()) as Header;
    const usable = header.alg === 'RS256' && header.typ === TOKEN_TYPE && header.crit === undefined;
    return usable && typeof header.kid === 'string' && /^[\w-]{1,100}$/.test(header.kid) ? header.kid : null;
  } catch {
    return null;
  }
}

function isAccessClaims(payload: unknown): payload is AccessClaims {
  const { sub, org, role, sid, exp } = (payload ?? {}) as Record<string, unknown>;
  const ids = [sub, sid, ...(org === null ? [] : [org])];
  return ids.every(isId) && ROLES.includes(role as Role) && typeof exp === 'number';
}
