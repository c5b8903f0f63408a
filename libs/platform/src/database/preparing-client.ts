import { createHash } from 'node:crypto';
import pg from 'pg';
import { isStalePlan } from './database-errors.js';

/** Texts that one connection keeps prepared; each plan takes memory of its server process. What comes later is sent as it is. */
const MOST_PREPARED = 100;

interface Prepared {
  readonly name: string;
  readonly generation: number;
}

/**
 * A connection that keeps its statements prepared: parsing and planning cost more than most of ours take to run. PgBouncer has
 * to keep them too (`max_prepared_statements`), or `DATABASE_PREPARED_STATEMENTS` is off. A plan that a migration made stale is prepared anew the next time.
 */
export class PreparingClient extends pg.Client {
  private readonly prepared = new Map<string, Prepared>();

  override query(...given: unknown[]): never {
    const [text, values, ...others] = given;
    const prepared = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.prepare(text) : null;
    if (prepared === null) return this.send(given) as never;
    const answer = this.send([{ name: prepared.name, text }, values, ...others]);
    answer?.then(undefined, (error: unknown) => this.renewIfStale(text as string, prepared, error));
    return answer as never;
  }

  private send(given: readonly unknown[]): Promise<unknown> | undefined {
    return (pg.Client.prototype.query as (...all: readonly unknown[]) => Promise<unknown> | undefined).apply(this, given as unknown[]);
  }

  private prepare(text: string): Prepared | null {
    const known = this.prepared.get(text);
    if (known || this.prepared.size >= MOST_PREPARED) return known ?? null;
    return this.name(text, 1);
  }

  private renewIfStale(text: string, { name, generation }: Prepared, error: unknown): void {
    if (isStalePlan(error) && this.prepared.get(text)?.name === name) this.name(text, generation + 1);
  }

  private name(text: string, generation: number): Prepared {
    const prepared = { name: `${createHash('sha256').update(text).digest('base64url').slice(0, 24)}.${generation}`, generation };
    this.prepared.set(text, prepared);
    return prepared;
  }
}
