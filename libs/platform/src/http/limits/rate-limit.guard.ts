import { Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/variables.js';
import { CodedError } from '../../errors/coded-error.js';
import { Callers } from '../access/callers.js';
import { httpVariables } from '../http.config.js';
import { RateLimiter } from './rate-limiter.js';
import type { RatePolicy, RateState } from './rate-limiter.js';

const RATE_POLICY = Symbol('rate policy');

/** A policy of the route's own instead of the general one. */
export const RateLimited = (policy: RatePolicy): MethodDecorator & ClassDecorator => SetMetadata(RATE_POLICY, policy);

/**
 * Runs before the access guard, so that requests count which it refuses. Callers are counted by who they are; whoever fails to prove it by
 * the address, so that wrong tokens cannot be tried without end.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly general: RatePolicy;
  private readonly scale: number;

  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
    private readonly callers: Callers,
    environment: Environment,
  ) {
    const settings = environment.read(httpVariables);
    this.general = { name: 'general', points: settings.HTTP_RATE_LIMIT_PER_MINUTE, seconds: 60, by: 'caller' };
    this.scale = settings.HTTP_RATE_LIMIT_SCALE;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const own = this.reflector.getAllAndOverride<RatePolicy | undefined>(RATE_POLICY, [context.getHandler(), context.getClass()]);
    const declared = own ?? this.general;
    const policy = { ...declared, points: declared.points * this.scale };
    const { ip } = context.switchToHttp().getRequest<FastifyRequest>().requestContext;
    const principal = await this.callers.of(context).catch(nobody);
    const key = policy.by === 'caller' && principal ? principal.userId : ip;
    const state = await this.limiter.consume(policy, key);
    writeHeaders(context.switchToHttp().getResponse<FastifyReply>(), policy, state);
    if (state.allowed) return true;
    throw new CodedError(
      'http.rate_limited',
      'rate_limited',
      `At most ${policy.points} requests in ${policy.seconds} s are allowed here.`,
      {
        retryAfterSeconds: state.resetSeconds,
      },
    );
  }
}

/** The access guard says to them why they are refused. */
function nobody(refusal: unknown): null {
  if (refusal instanceof CodedError && refusal.kind === 'unauthenticated') return null;
  throw refusal;
}

function writeHeaders(reply: FastifyReply, { name, points, seconds }: RatePolicy, { remaining, resetSeconds }: RateState): void {
  reply
    .header('ratelimit-policy', `"${name}";q=${points};w=${seconds}`)
    .header('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`)
    .header('x-ratelimit-limit', String(points))
    .header('x-ratelimit-remaining', String(remaining))
    .header('x-ratelimit-reset', String(resetSeconds));
}
