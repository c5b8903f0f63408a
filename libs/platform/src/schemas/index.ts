export * from './json-schema.js';
export { definitionOf, isDto, reachableFrom, schemaOf } from './schema-of.js';
export * from './validator-of.js';
export * from './example-of.js';
export * from './partial-of.js';
