import * as validator from 'class-validator';
import { defaultConverters } from 'class-validator-jsonschema/build/defaultConverters.js';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import type { JsonSchema } from './json-schema.js';

type Converter = JsonSchema | ((meta: ValidationMetadata) => JsonSchema);

/** A pattern without its flags would validate something else than the decorator says. */
function patternOf(meta: ValidationMetadata): JsonSchema {
  const pattern = (meta.constraints as RegExp[])[0];
  if (!pattern || pattern.flags.replace('u', '') !== '') {
    throw new Error(`the pattern of ${meta.propertyName} has flags, which JSON Schema cannot carry`);
  }
  return { type: 'string', pattern: pattern.source };
}

/** Where the conversion of class-validator-jsonschema is laxer than the decorator's meaning in Shortlist. */
export const converters: Record<string, Converter> = {
  [validator.IS_ISO8601]: { type: 'string', format: 'date-time' },
  [validator.IS_DATE_STRING]: { type: 'string', format: 'date' },
  [validator.IS_EMAIL]: { type: 'string', format: 'email', maxLength: 254 },
  [validator.IS_URL]: { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2048 },
  [validator.MATCHES]: patternOf,
};

/** Decorators whose constraint the conversion would drop without a word. */
const lossy: readonly string[] = [
  validator.IS_BYTE_LENGTH,
  validator.IS_LOWERCASE,
  validator.IS_UPPERCASE,
  validator.IS_VARIABLE_WIDTH,
  validator.IS_PORT,
  validator.IS_PHONE_NUMBER,
];

/** Refuses a decorator that has no JSON Schema: the field would look validated and not be. */
export function refuseUnconvertible(meta: ValidationMetadata): void {
  if ((meta.type in converters || meta.type in defaultConverters) && !lossy.includes(meta.type)) return;
  throw new Error(`@${meta.type} of ${meta.propertyName} has no JSON Schema; use a decorator that has one`);
}
