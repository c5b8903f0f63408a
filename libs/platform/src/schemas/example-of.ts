import type { JsonSchema } from './json-schema.js';

const byFormat: Record<string, string> = {
  uuid: '0198a7f0-3c5e-7c31-9a60-5f0f7f1f2a11',
  'date-time': '2026-01-15T09:30:00.000Z',
  date: '2026-01-15',
  email: 'someone@example.com',
  uri: 'https://example.com/',
};

const byType: Record<string, unknown> = { string: 'text', boolean: true, null: null };

/**
 * A plausible document for the OpenAPI page. Written examples (`@JSONSchema({ examples })`) win; what a pattern asks for cannot be guessed.
 * `resolve` finds the schema behind a `$ref`.
 */
export function exampleOf(schema: JsonSchema, resolve: (ref: string) => JsonSchema, depth = 0): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.$ref) return depth > 6 ? {} : exampleOf(resolve(schema.$ref), resolve, depth + 1);
  const alternative = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (alternative) return exampleOf(alternative, resolve, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return exampleObject(schema, resolve, depth);
  if (type === 'array') return depth > 6 ? [] : [exampleOf(schema.items ?? {}, resolve, depth + 1)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
  if (schema.format && byFormat[schema.format]) return byFormat[schema.format];
  if (type === 'string') return 'text'.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength ?? 200);
  return type ? byType[type] : {};
}

function exampleObject(schema: JsonSchema, resolve: (ref: string) => JsonSchema, depth: number): unknown {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([name, property]) => [name, exampleOf(property, resolve, depth + 1)]));
}
