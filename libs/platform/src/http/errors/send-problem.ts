import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../ids.js';
import { codedErrorOf } from './coded-error-of.js';
import { problemOf, STATUS_OF_KIND } from './problem.js';
import type { ProblemSource } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, source: ProblemSource): void {
  // The router refuses a malformed address before any hook runs.
  const requestId = request.requestContext?.requestId ?? newId();
  const problem = problemOf(source, request.url.split('?', 1)[0] ?? '/', requestId);
  void reply
    .status(source.status)
    .headers({ 'x-request-id': requestId, 'cache-control': 'no-store', 'content-type': PROBLEM_TYPE })
    .send(JSON.stringify(problem));
}

/** For Fastify's router, which refuses some addresses before any hook or filter runs. */
export function answerRouterError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const coded = codedErrorOf(error);
  const status = coded ? STATUS_OF_KIND[coded.kind] : 500;
  sendProblem(request, reply, { status, code: coded?.code ?? 'internal', detail: coded?.message ?? 'Something went wrong on our side.' });
}

const brokenRequests: Record<string, ProblemSource> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'http.headers_too_large', detail: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'http.request_timeout', detail: 'The request did not arrive in time.' },
};
const unreadable: ProblemSource = { status: 400, code: 'http.malformed', detail: 'This is no HTTP request.' };

/** For what is not even a request: answered on the socket itself. */
export function answerBrokenRequest(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(brokenRequests[error.code ?? ''] ?? unreadable, '/', newId());
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}
