import { AsyncLocalStorage } from 'node:async_hooks';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { CodedError } from '../errors/coded-error.js';
import { isUnavailable } from './database-errors.js';
import type { Tx } from './unit-of-work.js';

export interface KeyedRequestName {
  /** Tenant, caller and route: within it, a key means one request. */
  readonly scope: readonly string[];
  /** The `Idempotency-Key`. */
  readonly key: string;
  /** What tells this request from another under the same key. */
  readonly fingerprint: string;
}

type InTransaction = <R>(work: (tx: Tx) => Promise<R>) => Promise<R>;

interface KeptRow {
  readonly fingerprint: string;
  /** Null where this attempt is the one that keeps it. */
  readonly result: Buffer | null;
  readonly known: number;
}

const current = new AsyncLocalStorage<KeyedRequest>();
/** Inside one unit of work of a request. Another one begun there, such as the making of a person's key, repeats harmlessly and would wait for the lock of the first. */
const within = new AsyncLocalStorage<true>();

/**
 * A request that carries an Idempotency-Key. Each of its units of work that changes something keeps what it returned, in the same transaction.
 * When the request comes again, because its answer was lost or its process died, such a unit of work is rolled back and what it
 * returned the first time is taken instead, so that the rest of the request comes to the same answer.
 *
 * Units of work are told apart by their number, so a request must run them in the same order each time. One that does not is refused
 * (`http.outcome_unknown`) before it changes anything twice. What they return must be plain data: dates, maps and `undefined` are fine.
 */
export class KeyedRequest {
  /** SHA-256 of scope and key. */
  readonly id: Buffer;
  readonly fingerprint: string;
  /** Only who has the key can read what was kept, so it needs no key of ours. */
  private readonly secret: Buffer;
  private readonly progress = new Map<object, { runs: number; kept: number }>();
  private ended = false;

  constructor({ scope, key, fingerprint }: KeyedRequestName) {
    this.id = createHash('sha256')
      .update(JSON.stringify([...scope, key]))
      .digest();
    this.fingerprint = fingerprint;
    this.secret = Buffer.from(hkdfSync('sha256', key, this.id, 'request results', 32));
  }

  /** Does the work of the request: units of work that it awaits belong to it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await current.run(this, work);
    } finally {
      // What was started and not awaited is no part of it any more.
      this.ended = true;
    }
  }

  /** The request that the caller works for, or null; null inside one of its units of work too. */
  static current(): KeyedRequest | null {
    const request = current.getStore();
    return request && !request.ended && !within.getStore() ? request : null;
  }

  /** Does one unit of work of this request, or takes what it returned the first time. `source` is whose it is: numbers count per source. */
  async settle<T>(source: object, inTransaction: InTransaction, work: (tx: Tx) => Promise<T>): Promise<T> {
    const progress = this.progress.get(source) ?? { runs: 0, kept: 0 };
    this.progress.set(source, progress);
    const run = progress.runs++;
    const attempt = { kept: 0 };
    try {
      const result = await inTransaction(async (tx) => {
        attempt.kept = 0;
        // The first attempt may still be committing on the server after its process has given up on it.
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [this.id.toString('hex')]);
        const value = await within.run(true, () => work(tx));
        tx.beforeCommit(async () => void (attempt.kept = await this.keep(tx, run, progress.kept, value)));
        return value;
      });
      progress.kept += attempt.kept;
      return result;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // Either the work came to its end again, or it failed on what its first attempt had changed.
      const kept = await inTransaction((tx) => this.kept(tx, run));
      if (!kept) throw error;
      progress.kept += 1;
      return kept.value as T;
    }
  }

  /** How many results this attempt has kept thereby: none when nothing was changed. */
  private async keep(tx: Tx, run: number, before: number, value: unknown): Promise<number> {
    const [row] = await tx.query<KeptRow>('SELECT * FROM platform.keep_result($1, $2, $3, $4)', [
      this.id,
      run,
      this.fingerprint,
      this.seal(run, value),
    ]);
    if (!row) return 0;
    this.assertSame(row);
    if (row.result) throw new CommittedBefore();
    if (row.known === before + 1) return 1;
    throw new CodedError('http.outcome_unknown', 'conflict', 'What the first request with this Idempotency-Key changed cannot be told.');
  }

  private async kept(tx: Tx, run: number): Promise<{ readonly value: unknown } | null> {
    const [row] = await tx.query<{ fingerprint: string; result: Buffer }>('SELECT * FROM platform.kept_result($1, $2)', [this.id, run]);
    if (!row) return null;
    this.assertSame(row);
    return { value: this.open(run, row.result) };
  }

  private assertSame({ fingerprint }: { readonly fingerprint: string }): void {
    if (fingerprint !== this.fingerprint) throw keyReused();
  }

  private seal(run: number, value: unknown): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.secret, nonce).setAAD(Buffer.from([run]));
    return Buffer.concat([nonce, cipher.update(serialize(value)), cipher.final(), cipher.getAuthTag()]);
  }

  private open(run: number, sealed: Buffer): unknown {
    const decipher = createDecipheriv('aes-256-gcm', this.secret, sealed.subarray(0, 12))
      .setAAD(Buffer.from([run]))
      .setAuthTag(sealed.subarray(-16));
    return deserialize(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]));
  }
}

/** Rolls the repetition back. */
class CommittedBefore extends Error {}

/** 422: the key came with another request before. */
export function keyReused(): CodedError {
  return new CodedError('http.idempotency_key_reused', 'rule', 'This Idempotency-Key was used for another request.');
}
