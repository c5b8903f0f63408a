import { isDeepStrictEqual } from 'node:util';

// A released version of an event only gains optional fields: who reads it with yesterday's schema must not notice.

/** Keywords that are compared by themselves, or that say nothing about which documents fit. */
const APART = ['properties', 'required', 'items', '$defs', 'description', 'examples'];

/**
 * What a schema takes away from, or asks of, those who know the one before.
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 * @param {string} path where they stand, as a JSON Pointer
 * @returns {string[]} one line per breach; empty when only optional fields came
 */
export function breakingChanges(before, after, path = '') {
  const problems = [];
  if (!isDeepStrictEqual(rulesOf(before), rulesOf(after))) problems.push(`${path || '/'} follows other rules`);
  if (!isDeepStrictEqual(new Set(before.required), new Set(after.required))) problems.push(`${path || '/'} requires other fields`);
  for (const collection of ['properties', '$defs']) {
    for (const [name, schema] of Object.entries(before[collection] ?? {})) {
      const here = `${path}/${collection === '$defs' ? '$defs/' : ''}${name}`;
      const now = after[collection]?.[name];
      problems.push(...(now ? breakingChanges(schema, now, here) : [`${here} is gone`]));
    }
  }
  if (before.items && after.items) problems.push(...breakingChanges(before.items, after.items, `${path}/items`));
  else if (before.items || after.items) problems.push(`${path || '/'} lists something else`);
  return problems;
}

function rulesOf(schema) {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !APART.includes(keyword)));
}
