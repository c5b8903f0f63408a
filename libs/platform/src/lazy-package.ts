import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A package that is loaded when it is first used. Clients of servers that an embedded process never talks to took a quarter of the time of its
 * start, and their memory for as long as it ran. `name` is that of a CommonJS package.
 */
export function lazyPackage<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => (loaded ??= require(name) as T);
}
