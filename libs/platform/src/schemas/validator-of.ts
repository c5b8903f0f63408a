import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import formatsPlugin from 'ajv-formats';
import type { ErrorItem } from '../errors/coded-error.js';
import type { DtoClass, JsonSchema } from './json-schema.js';
import { schemaOf } from './schema-of.js';

/**
 * `request`: a JSON body; unknown fields are refused, defaults applied.
 * `query`: texts from a URL; as `request`, and values are coerced, lists may be given as `a,b`, null does not exist.
 * `event`: read tolerantly; unknown fields are allowed.
 */
export type ValidationMode = 'request' | 'query' | 'event';

export type Validation<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: ErrorItem[] };

/** Checks a document and returns it typed. Defaults and coercions are written into the given value. */
export type Validator<T> = (value: unknown) => Validation<T>;

/** Documents with more values than this report their first error only: to list all of a huge one would be an easy way to burn our time. */
const MOST_VALUES_FOR_ALL_ERRORS = 2_000;
const MOST_ERRORS = 50;

const shared: Options = { strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false };
const modes: Record<ValidationMode, Options> = {
  request: { ...shared, useDefaults: true },
  query: { ...shared, useDefaults: true, coerceTypes: true },
  event: shared,
};

function createAjv(options: Options): Ajv2020 {
  const ajv = new Ajv2020(options);
  formatsPlugin.default(ajv, { mode: 'full' });
  const dateTime = formatsPlugin.default.get('date-time', 'full') as { validate: (text: string) => boolean };
  // Year 0 and leap seconds are RFC 3339, but neither PostgreSQL nor Date takes both.
  ajv.addFormat('date-time', (text: string) => dateTime.validate(text) && !text.startsWith('0000') && !Number.isNaN(Date.parse(text)));
  return ajv;
}

const compilers = new Map<string, Ajv2020>();
const validators = new WeakMap<DtoClass, Map<ValidationMode, Validator<never>>>();

function compile(mode: ValidationMode, schema: JsonSchema, allErrors: boolean): ValidateFunction {
  const key = `${mode}/${allErrors}`;
  const ajv = compilers.get(key) ?? createAjv({ ...modes[mode], allErrors });
  compilers.set(key, ajv);
  return ajv.compile(schema);
}

/** The compiled validator of a DTO class. Compiled once per class and mode; call it at boot. */
export function validatorOf<T extends object>(type: DtoClass<T>, mode: ValidationMode): Validator<T> {
  const known = validators.get(type)?.get(mode);
  if (known) return known as Validator<T>;
  const validator = createValidator<T>(checkedSchemaOf(type, mode), mode);
  const ofClass = validators.get(type) ?? new Map<ValidationMode, Validator<never>>();
  validators.set(type, ofClass.set(mode, validator as Validator<never>));
  return validator;
}

function createValidator<T>(schema: JsonSchema, mode: ValidationMode): Validator<T> {
  const first = compile(mode, schema, false);
  // Compiled only when a first document fails: most never do.
  let all: ValidateFunction | undefined;
  const lists = mode === 'query' ? listNames(schema) : [];
  return (value) => {
    if (lists.length > 0) splitLists(value, lists);
    if (first(value)) return { ok: true, value: value as T };
    if (countValues(value) > MOST_VALUES_FOR_ALL_ERRORS) return { ok: false, errors: describe(first.errors) };
    all ??= compile(mode, schema, true);
    all(value);
    return { ok: false, errors: describe(all.errors) };
  };
}

/** The schema that a mode checks: strict about unknown fields except for events, without null in queries. */
export function checkedSchemaOf(type: DtoClass, mode: ValidationMode): JsonSchema {
  const schema = schemaOf(type);
  if (mode === 'event') return schema;
  for (const object of [schema, ...Object.values(schema.$defs ?? {})]) object.additionalProperties ??= false;
  if (mode === 'query') schema.properties = mapValues(schema.properties ?? {}, withoutNull);
  return schema;
}

function withoutNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) {
    const type = schema.type.filter((name) => name !== 'null');
    return {
      ...schema,
      type: type.length === 1 ? type[0] : type,
      ...(schema.enum && { enum: schema.enum.filter((value) => value !== null) }),
    };
  }
  if (schema.anyOf?.length === 2 && schema.anyOf[1]?.type === 'null') return schema.anyOf[0] as JsonSchema;
  return schema;
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function listNames(schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => (property.type === 'array' ? [name] : []));
}

function splitLists(value: unknown, names: string[]): void {
  const query = value as Record<string, unknown>;
  for (const name of names) {
    const given = query[name];
    if (typeof given === 'string') query[name] = given.split(',');
  }
}

function countValues(value: unknown): number {
  const waiting = [value];
  let count = 0;
  while (waiting.length > 0 && count <= MOST_VALUES_FOR_ALL_ERRORS) {
    const next = waiting.pop();
    count += 1;
    if (typeof next === 'object' && next !== null) for (const child of Object.values(next)) waiting.push(child);
  }
  return count;
}

/** Errors of the alternative "or null" only repeat what the other alternative says. */
function describe(errors: ErrorObject[] | null | undefined): ErrorItem[] {
  const given = errors ?? [];
  const told = given.filter((error) => error.keyword !== 'anyOf' && !(error.keyword === 'type' && error.params.type === 'null'));
  return (told.length > 0 ? told : given).slice(0, MOST_ERRORS).map(describeOne);
}

function describeOne(error: ErrorObject): ErrorItem {
  switch (error.keyword) {
    case 'required':
      return { pointer: pointerTo(error, error.params.missingProperty), code: 'required', detail: 'is required' };
    case 'additionalProperties':
      return { pointer: pointerTo(error, error.params.additionalProperty), code: 'unknown_field', detail: 'is not a known field' };
    case 'enum':
      return {
        pointer: error.instancePath,
        code: 'enum',
        detail: `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}`,
      };
    default:
      return { pointer: error.instancePath, code: snakeCase(error.keyword), detail: error.message ?? 'is not valid' };
  }
}

function pointerTo(error: ErrorObject, property: unknown): string {
  const token = String(property).slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1');
  return `${error.instancePath}/${token}`;
}

function snakeCase(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
