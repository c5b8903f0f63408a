const BELOW_USE_CASES = ['persistence', 'domain'];

/**
 * The folders of a context and what each may import; every layer may import itself. Direction: http and consumers, then
 * use-cases and queries, then persistence, then domain. Consumers reach persistence directly, since a copy of another
 * context's data needs no use case and the platform hands them the transaction; a route has none, so it asks a use case.
 * @type {Record<string, string[]>}
 */
export const LAYERS = {
  http: ['use-cases', 'queries', 'domain', 'adapters'],
  consumers: ['use-cases', 'queries', 'adapters', ...BELOW_USE_CASES],
  'use-cases': ['queries', 'adapters', ...BELOW_USE_CASES],
  queries: ['adapters', ...BELOW_USE_CASES],
  adapters: BELOW_USE_CASES,
  persistence: ['domain'],
  domain: [],
};

/** Folders with a name of their own that stand on the level of a layer. */
const STANDS_FOR = { parsing: 'domain' };

/** What the domain may take from the platform: errors that rules throw, who is acting and within which jobs, how permissions and tasks are declared. */
export const DOMAIN_MAY_TAKE = new Set(
  [
    ['CodedError', 'ErrorKind', 'ErrorItem'],
    ['Principal', 'StaffPrincipal', 'Role', 'onlyJobsOf'],
    ['definePermissions', 'defineTask'],
  ].flat(),
);

/**
 * The layer of a file in a context's `src`. A folder that is no layer (search, prompts, delivery) is an adapter: it serves
 * use cases and knows none. Files beside the folders (module, index, permissions) have no layer.
 * @param {string} inside path relative to the project
 * @returns {string | undefined}
 */
export function layerOf(inside) {
  const [source, folder, ...rest] = inside.split('/');
  if (source !== 'src' || folder === undefined || rest.length === 0) return undefined;
  const layer = STANDS_FOR[folder] ?? folder;
  return Object.hasOwn(LAYERS, layer) ? layer : 'adapters';
}
