import { Injectable } from '@nestjs/common';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX, Environment, httpVariables } from '@shortlist/platform';
import type { IssuedTokens } from '../domain/issued-tokens.js';

const NAME = 'shortlist_refresh';

/**
 * The refresh token in a browser: out of reach of scripts, never sent from another site, and only to the routes of this context.
 * A cookie without `Secure` is for plain-HTTP installations, which are local ones.
 */
@Injectable()
export class RefreshCookie {
  private readonly options: { path: string; httpOnly: true; sameSite: 'strict'; secure: boolean };

  constructor(environment: Environment) {
    const { PUBLIC_URL } = environment.read(httpVariables);
    this.options = { path: `${API_PREFIX}/auth`, httpOnly: true, sameSite: 'strict', secure: PUBLIC_URL.startsWith('https:') };
  }

  /** The token of the body, or else of the cookie. */
  tokenOf(request: FastifyRequest, fromBody: string | null | undefined): string | null {
    return fromBody ?? request.cookies[NAME] ?? null;
  }

  set(reply: FastifyReply, { refreshToken, refreshExpiresAt }: IssuedTokens): void {
    reply.setCookie(NAME, refreshToken, { ...this.options, expires: refreshExpiresAt });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(NAME, this.options);
  }
}
