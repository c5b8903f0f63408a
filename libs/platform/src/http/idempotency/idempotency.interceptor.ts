import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { defer, from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { endpointOf } from '../endpoint.js';
import { IDEMPOTENCY, idempotencyKeyOf, keyError } from './idempotency.decorators.js';
import type { IdempotencyPolicy, OncePerKey } from './idempotency.decorators.js';
import { fingerprintOf, IdempotentAnswers } from './idempotent-answers.js';

/**
 * Honours `Idempotency-Key` on every POST with a JSON body. A form is unread at this point: its handler takes `@Once()` and says what was
 * asked for when it has read it.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method !== 'POST' || !endpointOf(context.getHandler())) return next.handle();
    const policy =
      this.reflector.getAllAndOverride<IdempotencyPolicy | undefined>(IDEMPOTENCY, [context.getHandler(), context.getClass()]) ?? {};
    const key = idempotencyKeyOf(request);
    if (key === null && policy.required) throw keyError('http.idempotency_key_required', 'This request needs an Idempotency-Key header.');
    if (key === null || policy.neverStore) return next.handle();
    const once = this.oncePerKey(request, key, policy);
    if (request.isMultipart()) {
      request.requestContext.once = once;
      return next.handle();
    }
    return defer(() => from(once(fingerprintOf(request.url, request.body), () => lastValueFrom(next.handle()))));
  }

  private oncePerKey(request: FastifyRequest, key: string, policy: IdempotencyPolicy): OncePerKey {
    const { requestContext } = request;
    const { storeRemembers = false, changesNothing = false, sealed = false } = policy;
    const sealedFor = sealed ? (requestContext.principal?.organizationId ?? null) : null;
    if (sealed && sealedFor === null) throw new Error('only who belongs to an organization may be answered under its key');
    return async (fingerprint, work) => {
      const identity = { scope: scopeOf(request), key, fingerprint, storeRemembers, changesNothing, sealedFor };
      const { answer, replayed } = await this.answers.once(identity, work);
      if (replayed) requestContext.replayed = true;
      return answer;
    };
  }
}

/** Tenant, caller and route of a request. */
function scopeOf(request: FastifyRequest): string[] {
  const { principal } = request.requestContext;
  return [principal?.organizationId ?? '', principal?.userId ?? '', request.method, request.routeOptions.url ?? ''];
}
