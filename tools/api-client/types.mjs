/** @typedef {import('./operations.mjs').Schema} Schema */

const PRIMITIVES = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

/**
 * The TypeScript type of a JSON Schema, as far as DTO classes make them.
 * @param {Schema} schema
 * @returns {string}
 */
export function typeOf(schema) {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return union(alternatives.map(typeOf));
  if (schema.allOf) throw new Error(`allOf has no type here: ${JSON.stringify(schema)}`);
  const types = [schema.type ?? []].flat();
  return types.length === 0 ? 'unknown' : union(types.map((type) => typeNamed(type, schema)));
}

function typeNamed(type, schema) {
  if (type === 'array') return `readonly ${grouped(typeOf(schema.items ?? {}))}[]`;
  if (type === 'object') return objectType(schema);
  if (type === 'string' && schema.format === 'binary') return 'Blob';
  const primitive = PRIMITIVES[type];
  if (!primitive) throw new Error(`no type is known for ${JSON.stringify(schema)}`);
  return primitive;
}

/**
 * The type of an object: its fields, or a record of whatever else it may hold.
 * @param {Schema} schema
 */
export function objectType({ properties = {}, required = [], additionalProperties }) {
  const names = Object.keys(properties).sort();
  if (names.length === 0) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
    return `Readonly<Record<string, ${values}>>`;
  }
  const fields = names.map((name) => {
    const field = `readonly ${propertyName(name)}${required.includes(name) ? '' : '?'}: ${typeOf(properties[name])};`;
    return `${comment(properties[name].description)}${field}`;
  });
  return `{\n${fields.join('\n')}\n}`;
}

/**
 * A documentation comment, or nothing.
 * @param {string | undefined} text
 */
export function comment(text) {
  return text ? `/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').trim()} */\n` : '';
}

function propertyName(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

const union = (types) => [...new Set(types)].join(' | ');
const grouped = (type) => (/[ |]/.test(type) && !type.startsWith('{') ? `(${type})` : type);
