import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import type { Principal } from '../principal.js';
import { ACCESS } from './access.js';
import type { Access } from './access.js';
import { bearerTokenOf } from './authorization.js';
import { ApiKeys, looksLikeApiKey } from './api-keys.js';
import { BearerTokens } from './bearer-tokens.js';
import { Permissions } from './permissions.js';
import { RevokedSessions } from './revoked-sessions.js';

/** Lets a request through only as far as its route says. A route that says nothing lets nobody through, and does not boot either. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
    private readonly apiKeys: ApiKeys,
    private readonly revoked: RevokedSessions,
    private readonly permissions: Permissions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (!access) throw new CodedError('http.forbidden', 'forbidden', 'This is not allowed.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const anonymous = access.kind === 'public_or_signed_in' && request.headers.authorization === undefined;
    if (access.kind === 'public' || anonymous) return true;
    const principal = await this.principalOf(context);
    request.requestContext.principal = principal;
    if (access.kind === 'permission' && !principal.permissions.has(access.permission)) {
      throw new CodedError('http.permission_missing', 'forbidden', `The permission ${access.permission} is missing.`);
    }
    return true;
  }

  private async principalOf(context: ExecutionContext): Promise<Principal> {
    const token = bearerTokenOf(context.switchToHttp().getRequest<FastifyRequest>().headers.authorization);
    return token !== null && looksLikeApiKey(token) ? this.holderOf(token) : this.memberOf(context);
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
