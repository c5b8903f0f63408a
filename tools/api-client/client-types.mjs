import { comment, objectType, typeOf } from './types.mjs';

/** @typedef {import('./operations.mjs').Operation} Operation */

const HEADER = '// Generated from the OpenAPI document by tools/scripts/generate-api-client.mjs: do not edit.\n';

/**
 * The types of the API client: every schema of the document, and what each operation takes and answers.
 * @param {Record<string, any>} document
 * @param {Operation[]} operations
 * @returns {string} TypeScript, not formatted
 */
export function clientTypes(document, operations) {
  const schemas = document.components.schemas;
  const declared = Object.keys(schemas)
    .sort()
    .map((name) => declarationOf(name, schemas[name]));
  const entries = operations.map((operation) => `${comment(operation.summary)}${JSON.stringify(operation.name)}: ${entryOf(operation)};`);
  return [
    HEADER,
    ...declared,
    '/** What every operation takes and answers. `isList`: the answer comes in pages. */',
    `export interface Operations {\n${entries.join('\n')}\n}\n`,
  ].join('\n');
}

function declarationOf(name, schema) {
  const described = comment(schema.description);
  const isInterface = schema.type === 'object' && Object.keys(schema.properties ?? {}).length > 0;
  return isInterface
    ? `${described}export interface ${name} ${objectType(schema)}\n`
    : `${described}export type ${name} = ${typeOf(schema)};\n`;
}

/** @param {Operation} operation */
function entryOf({ parameters, bodies, answer, isList }) {
  const body = Object.entries(bodies).map(([mediaType, schema]) => (mediaType === 'multipart/form-data' ? 'FormData' : typeOf(schema)));
  const fields = [
    ...placeOf('path', parameters.path),
    ...placeOf('query', parameters.query),
    ...placeOf('headers', parameters.header),
    ...(body.length > 0 ? [`readonly body: ${body.join(' | ')};`] : []),
    `readonly answer: ${answer ? typeOf(answer) : 'undefined'};`,
    `readonly isList: ${isList};`,
  ];
  return `{\n${fields.join('\n')}\n}`;
}

/** Nothing when the place has no parameters; optional when all of them are. */
function placeOf(place, schema) {
  if (Object.keys(schema.properties).length === 0) return [];
  return [`readonly ${place}${schema.required.length > 0 ? '' : '?'}: ${objectType(schema)};`];
}
