import { STATUS_CODES } from 'node:http';
import type { ErrorKind } from '../../errors/coded-error.js';
import { exampleOf } from '../../schemas/index.js';
import type { JsonSchema } from '../../schemas/index.js';
import type { AnswerDeclaration } from '../answers/answer.js';
import { problemOf, STATUS_OF_KIND } from '../errors/problem.js';
import type { Route } from '../route-audit.js';
import { refTo } from './components.js';

type Response = Record<string, unknown>;
type Resolve = (ref: string) => JsonSchema;

/** The answer when all goes well. */
export function successResponse(answer: AnswerDeclaration, resolve: Resolve): Response {
  const description = STATUS_CODES[answer.status] ?? '';
  const headers = {
    'X-Request-Id': { schema: { type: 'string' } },
    ...((answer.status === 201 || answer.status === 202) && { Location: { schema: { type: 'string' } } }),
  };
  if (answer.status === 204) return { description, headers };
  if (answer.raw) return { description, headers, content: { [answer.raw]: { schema: { type: 'string' } } } };
  const schema = envelopeOf(answer.dto);
  return { description, headers, content: { 'application/json': { schema, example: exampleOf(schema, resolve) } } };
}

function envelopeOf(dto: AnswerDeclaration['dto']): JsonSchema {
  if (Array.isArray(dto)) {
    const [item] = dto as [{ name: string }];
    const properties = { data: { type: 'array', items: refTo(item.name) }, pagination: refTo('Pagination') };
    return { type: 'object', required: ['data', 'pagination'], properties };
  }
  const data: JsonSchema = dto ? refTo((dto as { name: string }).name) : { type: 'null' };
  return { type: 'object', required: ['data'], properties: { data } };
}

/** Errors by status: the route's own and those that the platform throws around it. */
export function errorResponses(route: Route, own: Readonly<Record<string, ErrorKind>>, path: string): Record<string, Response> {
  const byStatus = new Map<number, string[]>();
  for (const [code, kind] of Object.entries({ ...own, ...platformErrors(route) })) {
    const status = STATUS_OF_KIND[kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  byStatus.set(500, ['internal']);
  const statuses = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(statuses.map(([status, codes]) => [String(status), errorResponse(status, codes, path)]));
}

function platformErrors({ verb, access, idempotency, arguments: given }: Route): Record<string, ErrorKind> {
  const takesInput = given.some(({ type, name }) => name === undefined || type !== undefined);
  return {
    ...(takesInput && { 'http.validation_failed': 'malformed' }),
    ...(given.some(({ place }) => place === 'body') && {
      'http.invalid_json': 'malformed',
      'http.too_large': 'too_large',
      'http.unsupported_type': 'unsupported_type',
    }),
    ...(access?.kind !== 'public' && { 'http.unauthenticated': 'unauthenticated', 'http.invalid_token': 'unauthenticated' }),
    ...(access?.kind === 'permission' && { 'http.permission_missing': 'forbidden' }),
    ...(verb === 'POST' && !idempotency.neverStore && { 'http.request_in_progress': 'conflict', 'http.idempotency_key_reused': 'rule' }),
    ...(given.some(({ place }) => place === 'ifMatch') && { 'http.if_match_required': 'precondition_required' }),
    'http.rate_limited': 'rate_limited',
    'http.unavailable': 'unavailable',
  };
}

function errorResponse(status: number, codes: string[], path: string): Response {
  const examples = codes.map((code) => [
    code,
    { value: problemOf({ status, code, detail: 'What happened.' }, path, '0198a7f0-3c5e-7c31-9a60-5f0f7f1f2a11') },
  ]);
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...((status === 429 || status === 503) && { headers: { 'Retry-After': { schema: { type: 'integer' } } } }),
    content: { 'application/problem+json': { schema: refTo('Problem'), examples: Object.fromEntries(examples) } },
  };
}
