/**
 * @typedef {Record<string, any>} Schema a JSON Schema as OpenAPI 3.1 uses it
 *
 * @typedef {object} Operation
 * @property {string} name `PUT /jobs/:id/status`
 * @property {string} method
 * @property {string} path below the prefix of the API, `/jobs/:id/status`
 * @property {string} context
 * @property {string} access a permission, `signed in`, `public` or `public or signed in`
 * @property {string} summary
 * @property {Schema} parameters one object schema per place: path, query, header
 * @property {Record<string, Schema>} bodies by media type
 * @property {Schema | null} answer without its envelope; null when there is none
 * @property {boolean} isList whether the answer comes in pages
 */

const PREFIX = '/api/v1';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The operations of an OpenAPI document, ordered by path and method.
 * @param {Record<string, any>} document
 * @returns {Operation[]}
 */
export function operationsOf(document) {
  const paths = Object.keys(document.paths).sort();
  return paths.flatMap((path) =>
    METHODS.filter((method) => document.paths[path][method]).map((method) => operationOf(path, method, document.paths[path][method])),
  );
}

function operationOf(documentPath, documentMethod, described) {
  if (!documentPath.startsWith(`${PREFIX}/`)) throw new Error(`${documentPath} is not below ${PREFIX}`);
  const method = documentMethod.toUpperCase();
  const path = documentPath.slice(PREFIX.length).replaceAll(/\{(\w+)\}/g, ':$1');
  const bodies = Object.entries(described.requestBody?.content ?? {}).map(([mediaType, { schema }]) => [mediaType, schema]);
  return {
    name: `${method} ${path}`,
    method,
    path,
    context: described['x-context'],
    access: accessOf(described),
    summary: described.summary,
    parameters: parametersOf(described.parameters ?? []),
    bodies: Object.fromEntries(bodies),
    ...answerOf(described.responses),
  };
}

function accessOf({ security, 'x-permission': permission }) {
  if (permission) return permission;
  if (security.length === 0) return 'public';
  return security.some((scheme) => Object.keys(scheme).length === 0) ? 'public or signed in' : 'signed in';
}

function parametersOf(parameters) {
  const noFields = () => ({ type: 'object', properties: {}, required: [] });
  const places = { path: noFields(), query: noFields(), header: noFields() };
  for (const { name, in: place, required, description, schema } of parameters) {
    places[place].properties[name] = { ...schema, ...(description && { description }) };
    if (required) places[place].required.push(name);
  }
  return places;
}

function answerOf(responses) {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const [mediaType, media] = Object.entries(success?.content ?? {})[0] ?? [];
  if (!media) return { answer: null, isList: false };
  if (mediaType !== 'application/json') return { answer: { type: 'string' }, isList: false };
  const { data, pagination } = media.schema.properties;
  return { answer: data, isList: pagination !== undefined };
}
