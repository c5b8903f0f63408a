import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { CodedError } from '../../errors/coded-error.js';
import type { AccessClaims } from './bearer.strategy.js';

const LONGEST_TOKEN = 4_096;
const MOST_TOKENS = 10_000;

class BearerGuard extends AuthGuard('bearer') {
  override handleRequest<T>(error: unknown, claims: T, info: unknown): T {
    if (error) throw error;
    if (claims) return claims;
    if (info instanceof CodedError) throw info;
    throw invalidToken();
  }
}

function invalidToken(): CodedError {
  return new CodedError('http.invalid_token', 'unauthenticated', 'The access token is not valid. Sign in again.');
}

/** Claims of the request's access token. A verified token is remembered until it expires: the signature costs more than all else on a small read. */
@Injectable()
export class BearerTokens {
  private readonly passport = new BearerGuard();
  private readonly verified = new LRUCache<string, AccessClaims>({ max: MOST_TOKENS });

  async claimsOf(context: ExecutionContext): Promise<AccessClaims> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: AccessClaims }>();
    const header = request.headers.authorization;
    if (header === undefined)
      throw new CodedError('http.unauthenticated', 'unauthenticated', 'Sign in first: this address needs an access token.');
    if (header.length > LONGEST_TOKEN) throw invalidToken();
    const known = this.verified.get(header);
    if (known) return known;
    await this.passport.canActivate(context);
    const claims = request.user as AccessClaims;
    const ttl = claims.exp * 1_000 - Date.now();
    if (ttl > 0) this.verified.set(header, claims, { ttl });
    return claims;
  }
}
