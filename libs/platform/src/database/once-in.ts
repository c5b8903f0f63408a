import type { Tx } from './unit-of-work.js';

const found = new WeakMap<Tx, Map<string, unknown>>();

/**
 * Looks something up once in a transaction: for what many pieces of work that share one ask alike, such as the criteria of
 * their job. What was not there is looked for again.
 */
export async function onceIn<T>(tx: Tx, name: string, load: () => Promise<T>): Promise<T> {
  const known = found.get(tx) ?? new Map<string, unknown>();
  found.set(tx, known);
  if (known.has(name)) return known.get(name) as T;
  const value = await load();
  if (value !== null) known.set(name, value);
  return value;
}
