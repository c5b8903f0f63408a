import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, CurrentRequest, Endpoint, InContext, NeverStoreAnswer, Public, PublicOrSignedIn, RateLimited } from '@shortlist/platform';
import type { Principal, RequestContext } from '@shortlist/platform';
import { LogIn } from '../use-cases/log-in.use-case.js';
import { LogOut } from '../use-cases/log-out.use-case.js';
import { RefreshSession } from '../use-cases/refresh-session.use-case.js';
import { RefreshCookie } from './refresh-cookie.js';
import { CredentialsDto, RefreshTokenDto, TokensDto, toTokensDto } from './session.dto.js';

@Controller('auth')
@InContext('auth')
@NeverStoreAnswer()
export class SessionsController {
  constructor(
    private readonly logIn: LogIn,
    private readonly refreshSession: RefreshSession,
    private readonly logOut: LogOut,
    private readonly cookie: RefreshCookie,
  ) {}

  @Post('login')
  @Public()
  @RateLimited({ name: 'auth.login', points: 60, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Sign in',
    answer: { status: 200, dto: TokensDto },
    errors: {
      'auth.credentials_invalid': 'unauthenticated',
      'auth.not_a_member': 'rule',
      'auth.too_many_attempts': 'rate_limited',
      'auth.busy': 'unavailable',
    },
  })
  async start(
    @Body() { email, password, organizationId = null }: CredentialsDto,
    @CurrentRequest() client: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensDto> {
    const tokens = await this.logIn.execute({ email, password, organizationId }, client);
    this.cookie.set(reply, tokens);
    return toTokensDto(tokens);
  }

  @Post('refresh')
  @Public()
  @RateLimited({ name: 'auth.refresh', points: 300, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Exchange a refresh token',
    description:
      'The token is good for one exchange. Should the answer get lost, the same token is answered the same way for 20 s; later use of it ends the session.',
    answer: { status: 200, dto: TokensDto },
    errors: { 'auth.refresh_refused': 'unauthenticated' },
  })
  async refresh(
    @Body() body: RefreshTokenDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensDto> {
    const tokens = await this.refreshSession.execute(this.cookie.tokenOf(request, body.refreshToken));
    this.cookie.set(reply, tokens);
    return toTokensDto(tokens);
  }

  @Post('logout')
  @PublicOrSignedIn()
  @Endpoint({
    summary: 'Sign out',
    description: 'Ends the session of the refresh token, of the access token, or of both.',
    answer: { status: 204 },
  })
  async end(
    @Body() body: RefreshTokenDto,
    @Caller() caller: Principal | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.logOut.execute(this.cookie.tokenOf(request, body.refreshToken), caller);
    this.cookie.clear(reply);
  }
}
