import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import { isUnmodified, lastModifiedOf } from './last-modified.js';

/**
 * ETags of JSON answers, and of raw ones that say since when they are as they are: `"<version>.<hash>"` where the answer has a version, `"<hash>"` otherwise. The hash makes it strong: a
 * representation can change while the aggregate does not. `If-Match` compares the version only. `Last-Modified` stands beside it where the answer knows.
 */
export function registerEtags(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isDated = request.requestContext.changedAt !== undefined;
    if (!(isJson(reply) || isDated) || typeof payload !== 'string') return done(null, payload);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', isRead(request) ? 'private, no-cache' : 'no-store');
    if (reply.statusCode >= 300 || (!isRead(request) && request.requestContext.version === undefined)) return done(null, payload);
    const { version, changedAt = null } = request.requestContext;
    const etag = etagOf(payload, version);
    reply.header('etag', etag);
    if (isRead(request) && changedAt) reply.header('last-modified', lastModifiedOf(changedAt, new Date()));
    if (!isRead(request) || !isKnown(request, etag, changedAt)) return done(null, payload);
    reply.status(304).removeHeader('content-type').removeHeader('content-length');
    done(null, '');
  });
}

function isRead(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}

function etagOf(body: string, version: number | undefined): string {
  const hash = createHash('sha1').update(body).digest('base64url').slice(0, 16);
  return version === undefined ? `"${hash}"` : `"${version}.${hash}"`;
}

/** Whether the caller has it already: by the ETag where one is given, because it is exact, else by the time. */
function isKnown({ headers }: FastifyRequest, etag: string, changedAt: Date | null): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch === undefined) return changedAt !== null && isUnmodified(headers['if-modified-since'], changedAt);
  return ifNoneMatch.split(',').some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//, '') === etag);
}

/** A proxy that compresses may weaken our ETag; the version in it is as exact as before. */
const IF_MATCH = /^(?:W\/)?"(\d{1,15})(?:\.[\w-]{16})?"$/;

/** Reads the version from `If-Match`. */
export function ifMatchOf(_: unknown, context: ExecutionContext): number {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined)
    throw new CodedError('http.if_match_required', 'precondition_required', 'Send If-Match with the ETag of your last read.');
  const version = IF_MATCH.exec(header)?.[1];
  if (version === undefined) {
    const detail = 'If-Match must be one ETag of this resource.';
    throw new CodedError('http.if_match_invalid', 'malformed', detail, {
      errors: [{ pointer: '/header/if-match', code: 'invalid', detail }],
    });
  }
  return Number(version);
}

/** The version that the caller last saw, from `If-Match`: missing answers 428, malformed 400. */
export const IfMatch = createParamDecorator(ifMatchOf);

export function optionalIfMatchOf(data: unknown, context: ExecutionContext): number | null {
  return context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'] === undefined ? null : ifMatchOf(data, context);
}

/** The same where the first edit has nothing to match: null when the header is missing. */
export const OptionalIfMatch = createParamDecorator(optionalIfMatchOf);

/** The error of an edit that was made on an old version (412): `throw staleVersion('jobs.job_changed')`. */
export function staleVersion(code: string): CodedError {
  return new CodedError(code, 'stale', 'It has changed since you last read it. Read it again, then repeat your change.');
}
