import { definitionOf, reachableFrom } from '../../schemas/index.js';
import type { DtoClass, JsonSchema } from '../../schemas/index.js';

const problem: JsonSchema = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened, fit to be shown.' },
    instance: { type: 'string', description: 'Path of the request.' },
    code: { type: 'string', description: '`<context>.<reason>`; stable, made for programs.' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer into the body, or `/query/<name>`, `/path/<name>`, `/header/<name>`.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

const pagination: JsonSchema = {
  type: 'object',
  required: ['page', 'limit', 'total', 'totalIsEstimate', 'totalPages', 'nextCursor', 'hasMore'],
  properties: {
    page: { type: ['integer', 'null'], description: 'Null when the page was reached by cursor.' },
    limit: { type: 'integer' },
    total: { type: 'integer' },
    totalIsEstimate: { type: 'boolean', description: 'True above 10,000.' },
    totalPages: { type: 'integer' },
    nextCursor: { type: ['string', 'null'] },
    hasMore: { type: 'boolean' },
  },
};

const PREFIX = '#/components/schemas/';

/** A reference to a component. */
export function refTo(name: string): JsonSchema {
  return { $ref: `${PREFIX}${name}` };
}

/** The schemas of all given classes and of what they reach, by name, with references as OpenAPI wants them. */
export function componentSchemas(types: Iterable<DtoClass>): Record<string, JsonSchema> {
  const classes = reachableFrom(types).sort((a, b) => a.name.localeCompare(b.name));
  const own = Object.fromEntries(classes.map((type) => [type.name, withComponentRefs(definitionOf(type).schema)]));
  return { ...own, Problem: problem, Pagination: pagination };
}

/** The same schema with `#/$defs/` references turned into component references. */
export function withComponentRefs(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', `"$ref":"${PREFIX}`)) as JsonSchema;
}

/** Finds the schema behind a component reference. */
export function resolverOf(components: Record<string, JsonSchema>): (ref: string) => JsonSchema {
  return (ref) => components[ref.slice(PREFIX.length)] ?? {};
}
