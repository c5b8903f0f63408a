import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import type { Principal, StaffPrincipal } from '../principal.js';

function principalOf(context: ExecutionContext): Principal | undefined {
  return context.switchToHttp().getRequest<FastifyRequest>().requestContext.principal;
}

/** The caller; undefined only on routes that are `@PublicOrSignedIn()`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal | undefined => principalOf(context));

/** The caller as a member of an organization; candidate accounts, which have none, are refused. */
export const StaffCaller = createParamDecorator((_: unknown, context: ExecutionContext): StaffPrincipal => {
  const principal = principalOf(context);
  if (!principal?.organizationId)
    throw new CodedError('http.organization_required', 'forbidden', 'Only members of an organization may do this.');
  return principal as StaffPrincipal;
});
