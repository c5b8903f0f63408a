import type { EntityManager } from 'typeorm';

/** Whose rows a unit of work may see. */
export interface Tenant {
  readonly organizationId: string;
  readonly userId?: string;
}

/**
 * One open transaction. Every write takes it as its first parameter, so that forgetting the transaction does not compile.
 * `query` is for set-based SQL; `manager` for entities.
 */
export interface Tx {
  readonly manager: EntityManager;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** For statements that change rows: how many they changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Runs as the last part of the transaction, in the order asked for: lets several writes of one transaction become one statement. */
  beforeCommit(action: () => Promise<void>): void;
  /** Runs after the commit; never when it rolls back. For wake-ups and cache invalidation, not for effects that must happen. */
  afterCommit(action: () => void): void;
}

/**
 * Opens transactions of one context. Work must contain no network call and may run again after a deadlock or a
 * serialization failure, so it must have no effect outside the transaction.
 */
export abstract class UnitOfWork {
  /**
   * As `<context>_app`, inside one organization (`SET LOCAL app.organization_id`). On a request with an Idempotency-Key, what was committed
   * for it before is not done again: the caller gets what the work returned then, which must be plain data (`KeyedRequest`).
   */
  abstract run<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same, in a transaction that other pieces of work of the organization may share: for what comes in numbers, such as
   * tasks. When a shared one fails, each piece runs again by itself, so only its own failure reaches a caller.
   */
  abstract runShared<T>(tenant: Pick<Tenant, 'organizationId'>, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As `<context>_app`, with only `app.user_id` set: tables keyed by user. A repeated request is treated as in `run`. */
  abstract runAsUser<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As `<context>_worker`: outbox, inbox, key tables and insert-only tables of all organizations. */
  abstract runAsWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement of `<context>_worker` that only reads, and so needs no transaction around it. */
  abstract readAsWorker<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** As `<context>_app` with no organization set: only tables without `organization_id` show rows (public look-ups by definer functions). */
  abstract runWithoutTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
