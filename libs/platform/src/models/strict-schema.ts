import type { DtoClass, JsonSchema } from '../schemas/index.js';
import { schemaOf } from '../schemas/index.js';

/** Keywords that every provider can hold a model to. Bounds of lengths and numbers are checked here afterwards. */
const KEPT = new Set(['type', 'enum', 'anyOf', 'items', '$ref', 'description']);

const schemas = new WeakMap<DtoClass, JsonSchema>();

/**
 * The schema of an answer as providers want it: nothing but what is declared, and every field present, null where it may be absent. OpenAI
 * refuses others (https://platform.openai.com/docs/guides/structured-outputs), Anthropic asks for nearly the same.
 */
export function strictSchemaOf(answer: DtoClass): JsonSchema {
  const known = schemas.get(answer);
  if (known) return known;
  const { $defs = {}, ...root } = schemaOf(answer);
  const definitions = Object.entries($defs).map(([name, schema]) => [name, strict(schema)]);
  const schema = {
    ...strict(root),
    ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) as Record<string, JsonSchema> }),
  };
  schemas.set(answer, schema);
  return schema;
}

function strict(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).flatMap(([keyword, value]) => {
    if (!KEPT.has(keyword)) return [];
    if (keyword === 'anyOf') return [[keyword, (value as JsonSchema[]).map(strict)]];
    return [[keyword, keyword === 'items' ? strict(value as JsonSchema) : value]];
  });
  const { properties } = schema;
  if (!properties) return Object.fromEntries(kept) as JsonSchema;
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, strict(field)]));
  return { ...(Object.fromEntries(kept) as JsonSchema), properties: fields, required: Object.keys(fields), additionalProperties: false };
}
