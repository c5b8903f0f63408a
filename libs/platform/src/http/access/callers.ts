import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import type { Principal } from '../principal.js';
import { ACCESS } from './access.js';
import type { Access } from './access.js';
import { ApiKeys, looksLikeApiKey } from './api-keys.js';
import { bearerTokenOf } from './authorization.js';
import { BearerTokens } from './bearer-tokens.js';
import { Permissions } from './permissions.js';
import { RevokedSessions } from './revoked-sessions.js';

/** Who sends a request. Checked once per request, for the rate limit, which counts refused callers too, and for access. */
@Injectable()
export class Callers {
  private readonly known = new WeakMap<FastifyRequest, Promise<Principal | null>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
    private readonly apiKeys: ApiKeys,
    private readonly revoked: RevokedSessions,
    private readonly permissions: Permissions,
  ) {}

  /** Null where the route does not ask who calls; rejects when it does and the caller does not prove it. */
  of(context: ExecutionContext): Promise<Principal | null> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = this.known.get(request) ?? this.find(context, request);
    this.known.set(request, principal);
    return principal;
  }

  private async find(context: ExecutionContext, request: FastifyRequest): Promise<Principal | null> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    const anonymous = access?.kind === 'public_or_signed_in' && request.headers.authorization === undefined;
    if (!access || access.kind === 'public' || anonymous) return null;
    const token = bearerTokenOf(request.headers.authorization);
    const principal = await (token !== null && looksLikeApiKey(token) ? this.holderOf(token) : this.memberOf(context));
    request.requestContext.principal = principal;
    return principal;
  }

  /** An API key acts for itself: its id stands where a person's would. */
  private async holderOf(apiKey: string): Promise<Principal> {
    const grant = await this.apiKeys.find(apiKey);
    if (!grant) throw new CodedError('http.invalid_api_key', 'unauthenticated', 'The API key is not valid (any more).');
    const { apiKeyId, organizationId, scopes } = grant;
    return { userId: apiKeyId, organizationId, role: 'service', sessionId: apiKeyId, permissions: new Set(scopes) };
  }

  private async memberOf(context: ExecutionContext): Promise<Principal> {
    const claims = await this.tokens.claimsOf(context);
    if (await this.revoked.isRevoked(claims.sid)) {
      throw new CodedError('http.session_ended', 'unauthenticated', 'The session has ended. Sign in again.');
    }
    return {
      userId: claims.sub,
      organizationId: claims.org,
      role: claims.role,
      sessionId: claims.sid,
      permissions: this.permissions.of(claims.role),
    };
  }
}
