import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';

export interface IdempotencyPolicy {
  readonly required?: boolean;
  /** A route of auth: a key is accepted and nothing is stored. */
  readonly neverStore?: boolean;
  /** The answer holds secrets or personal data: it is stored under the key of the organization. */
  readonly sealed?: boolean;
  /** The route commits nothing of its own, so there is nothing that a repetition must not do again. */
  readonly changesNothing?: boolean;
  /** The store itself finds the key again, so that the route may go on without the cache. */
  readonly storeRemembers?: boolean;
}

export const IDEMPOTENCY = Symbol('idempotency');

/** A POST that must carry `Idempotency-Key`. With `storeRemembers` it goes on while the cache is down. */
export const RequiresIdempotencyKey = (options: { readonly storeRemembers?: boolean } = {}): MethodDecorator =>
  SetMetadata(IDEMPOTENCY, { required: true, ...options } satisfies IdempotencyPolicy);

/** A POST of auth, whose answers are never stored: they let somebody in. */
export const NeverStoreAnswer = (): MethodDecorator & ClassDecorator =>
  SetMetadata(IDEMPOTENCY, { neverStore: true } satisfies IdempotencyPolicy);

/** A POST whose answer holds secrets or personal data: replayed like any other, and stored under the key of the organization. */
export const SealedAnswer = (options: { readonly changesNothing?: boolean } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(IDEMPOTENCY, { sealed: true, ...options } satisfies IdempotencyPolicy);

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

/**
 * Does the work once per key and answers repetitions with what it returned, which must be JSON. `fingerprint` names what is asked for: two requests
 * with one fingerprint ask for the same.
 */
export type OncePerKey = <T>(fingerprint: string, work: () => Promise<T>) => Promise<T>;

export function oncePerKeyOf(_: unknown, context: ExecutionContext): OncePerKey {
  const { once } = context.switchToHttp().getRequest<FastifyRequest>().requestContext;
  return once ?? ((_fingerprint, work) => work());
}

/** For a POST that takes a form: the platform has not read it and cannot tell by itself what is asked for. JSON and requests without a key pass through. */
export const Once = createParamDecorator(oncePerKeyOf);

/** The `Idempotency-Key` of the request, or null. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
