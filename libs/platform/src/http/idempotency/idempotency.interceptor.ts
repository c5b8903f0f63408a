import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type {} from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import type { SerializedAnswer } from '../answers/envelope.js';
import { endpointOf } from '../endpoint.js';
import { IDEMPOTENCY, idempotencyKeyOf, keyError } from './idempotency.decorators.js';
import type { IdempotencyPolicy } from './idempotency.decorators.js';
import { fingerprintOf, IdempotentAnswers } from './idempotent-answers.js';

/**
 * Honours `Idempotency-Key` on every POST with a JSON body. A multipart body is unread at this point: its handler takes the key with
 * `@IdempotencyKey()` and calls `IdempotentAnswers` itself, with a fingerprint of what it read.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const endpoint = endpointOf(context.getHandler());
    if (request.method !== 'POST' || !endpoint) return next.handle();
    const policy =
      this.reflector.getAllAndOverride<IdempotencyPolicy | undefined>(IDEMPOTENCY, [context.getHandler(), context.getClass()]) ?? {};
    const key = idempotencyKeyOf(request);
    if (key === null && policy.required) throw keyError('http.idempotency_key_required', 'This request needs an Idempotency-Key header.');
    if (key === null || policy.neverStore || endpoint.answer.raw || request.isMultipart()) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return defer(() => from(this.once(request, reply, key, policy, () => lastValueFrom(next.handle() as Observable<SerializedAnswer>))));
  }

  private async once(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    policy: IdempotencyPolicy,
    produce: () => Promise<SerializedAnswer>,
  ): Promise<SerializedAnswer> {
    const fingerprint = fingerprintOf(request.url, request.body);
    const identity = { scope: scopeOf(request), key, fingerprint, storeRemembers: policy.storeRemembers ?? false };
    const { answer, replayed } = await this.answers.once(identity, produce);
    if (replayed) reply.header('idempotency-replayed', 'true');
    return answer;
  }
}

/** Tenant, caller and route of a request. */
export function scopeOf(request: FastifyRequest): string[] {
  const { principal } = request.requestContext;
  return [principal?.organizationId ?? '', principal?.userId ?? '', request.method, request.routeOptions.url ?? ''];
}
