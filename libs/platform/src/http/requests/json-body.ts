import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';

const DEEPEST = 32;

/**
 * Parses JSON bodies. Refuses what parses but cannot be stored or walked safely: malformed UTF-8, NUL characters and lone surrogates
 * (PostgreSQL takes neither), `__proto__` keys, and nesting deeper than 32.
 */
export function registerJsonBody(fastify: FastifyInstance, bodyLimit: number): void {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('http.invalid_encoding', 'The body is not valid UTF-8.');
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed('http.invalid_json', 'The body is not valid JSON.');
  }
  refuseHostile(value);
  return value;
}

function refuseHostile(document: unknown): void {
  const waiting: [value: unknown, depth: number][] = [[document, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string') refuseUnstorable(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEEPEST) throw malformed('http.too_deep', `The body is nested deeper than ${DEEPEST} levels.`);
    for (const [name, child] of Object.entries(value)) {
      if (name === '__proto__') throw malformed('http.forbidden_field', 'A field of the body has a forbidden name.');
      refuseUnstorable(name);
      waiting.push([child, depth + 1]);
    }
  }
}

/** Throws when a text holds a NUL character or half a surrogate pair, which no text column takes. */
export function refuseUnstorable(text: string): void {
  if (text.includes('\0')) throw malformed('http.nul_character', 'NUL characters are not allowed.');
  if (!text.isWellFormed()) throw malformed('http.invalid_encoding', 'A text holds half a surrogate pair.');
}

function malformed(code: string, detail: string): CodedError {
  return new CodedError(code, 'malformed', detail);
}
