import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { validationMetadataArrayToSchemas } from 'class-validator-jsonschema';
import { converters, refuseUnconvertible } from './converters.js';
import type { DtoClass, JsonSchema } from './json-schema.js';

interface Definition {
  readonly schema: JsonSchema;
  /** Classes that the schema refers to directly. */
  readonly uses: ReadonlySet<DtoClass>;
}

const classes = new Map<string, DtoClass>();
const definitions = new Map<DtoClass, Definition>();

/** The name of a class in `$defs` and in the OpenAPI document. Two classes of one name would silently validate as one. */
function claimName(type: DtoClass): string {
  const owner = classes.get(type.name);
  if (owner && owner !== type)
    throw new Error(`two DTO classes are called ${type.name}; a schema is known by its class name, so rename one`);
  if (!type.name) throw new Error('a DTO class needs a name');
  classes.set(type.name, type);
  return type.name;
}

function metadataOf(type: DtoClass): ValidationMetadata[] {
  const inherited = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  return inherited.map((meta) => {
    const constraint = meta.constraintCls ? getMetadataStorage().getTargetValidatorConstraints(meta.constraintCls)[0] : undefined;
    return { ...meta, target: type, ...(constraint && { type: constraint.name }) } as ValidationMetadata;
  });
}

/** Whether the class has any validated field. */
export function isDto(type: unknown): type is DtoClass {
  if (typeof type !== 'function') return false;
  return definitions.has(type as DtoClass) || getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length > 0;
}

/** The schema of one class alone; nested classes are `#/$defs/<Name>` references. */
export function definitionOf(type: DtoClass): Definition {
  const known = definitions.get(type);
  if (known) return known;
  const name = claimName(type);
  const metadata = metadataOf(type);
  if (metadata.length === 0) throw new Error(`${name} has no validated field: decorate it with class-validator`);
  for (const meta of metadata) refuseUnconvertible(meta);
  const uses = new Set<DtoClass>();
  const nested = (meta: ValidationMetadata): JsonSchema => {
    const declared = defaultMetadataStorage.findTypeMetadata(type, meta.propertyName);
    const child = (declared?.typeFunction() ?? Reflect.getMetadata('design:type', type.prototype as object, meta.propertyName)) as DtoClass;
    uses.add(child);
    return { $ref: `#/$defs/${claimName(child)}` };
  };
  const schema = validationMetadataArrayToSchemas(metadata, {
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/$defs/',
    additionalConverters: { ...converters, [ValidationTypes.NESTED_VALIDATION]: nested } as Record<string, never>,
  })[name] as JsonSchema;
  const definition = { schema: withDefaults(type, withNulls(metadata, schema)), uses };
  definitions.set(type, definition);
  return definition;
}

/** Every class that the given ones reach, themselves included. */
export function reachableFrom(types: Iterable<DtoClass>): DtoClass[] {
  const found = new Set<DtoClass>();
  const waiting = [...types];
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (found.has(type)) continue;
    found.add(type);
    waiting.push(...definitionOf(type).uses);
  }
  return [...found];
}

/** The self-contained JSON Schema of a DTO class: nested classes stand under `$defs`. */
export function schemaOf(type: DtoClass): JsonSchema {
  const nested = reachableFrom(definitionOf(type).uses);
  const definitionsByName = Object.fromEntries(nested.map((child) => [child.name, definitionOf(child).schema]));
  return structuredClone({ ...definitionOf(type).schema, ...(nested.length > 0 && { $defs: definitionsByName }) });
}

/** `@IsOptional` accepts null, which the conversion forgets. */
function withNulls(metadata: ValidationMetadata[], schema: JsonSchema): JsonSchema {
  const optional = new Set(
    metadata.filter((meta) => meta.type === ValidationTypes.CONDITIONAL_VALIDATION).map((meta) => meta.propertyName),
  );
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, optional.has(name) ? nullable(property) : property]),
  );
  return { ...schema, properties };
}

function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema.type, 'null'], ...(schema.enum && { enum: [...schema.enum, null] }) };
}

/** A property initializer is the default of an absent field. */
function withDefaults(type: DtoClass, schema: JsonSchema): JsonSchema {
  const initial = Object.entries(new type()).filter(([name, value]) => value !== undefined && schema.properties?.[name]);
  if (initial.length === 0) return schema;
  const names = new Set(initial.map(([name]) => name));
  const properties = { ...schema.properties };
  for (const [name, value] of initial) properties[name] = { ...properties[name], default: value };
  const required = schema.required?.filter((name) => !names.has(name)) ?? [];
  const { required: _, ...rest } = schema;
  return { ...rest, properties, ...(required.length > 0 && { required }) };
}
