import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';

export interface IdempotencyPolicy {
  readonly required?: boolean;
  /** The answer holds secrets: a key is accepted and never stored. */
  readonly neverStore?: boolean;
  /** The store itself finds the key again, so that the route may go on without the cache. */
  readonly storeRemembers?: boolean;
}

export const IDEMPOTENCY = Symbol('idempotency');

/** A POST that must carry `Idempotency-Key`. With `storeRemembers` it goes on while the cache is down. */
export const RequiresIdempotencyKey = (options: { readonly storeRemembers?: boolean } = {}): MethodDecorator =>
  SetMetadata(IDEMPOTENCY, { required: true, ...options } satisfies IdempotencyPolicy);

/** A POST whose answer is never stored, such as sign-in: it holds secrets. */
export const NeverStoreAnswer = (): MethodDecorator & ClassDecorator =>
  SetMetadata(IDEMPOTENCY, { neverStore: true } satisfies IdempotencyPolicy);

const LONGEST_KEY = 255;

/** The key of a request, or null; 400 when it is not 1 to 255 visible ASCII characters. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && key.length <= LONGEST_KEY && /^[\x21-\x7e]+$/.test(key)) return key;
  throw keyError('http.idempotency_key_invalid', `Idempotency-Key must be 1 to ${LONGEST_KEY} visible ASCII characters.`);
}

/** 400 about the header. */
export function keyError(code: string, detail: string): CodedError {
  return new CodedError(code, 'malformed', detail, { errors: [{ pointer: '/header/idempotency-key', code, detail }] });
}

/** The `Idempotency-Key` of the request, or null. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
