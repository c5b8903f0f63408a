import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** W3C Trace Context, level 1: which trace, and which span of it. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Two hexadecimal digits; the last bit says whether the trace is recorded. */
  readonly flags: string;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Ambient, because nothing but records of what happened depends on it (ADR 24). */
const current = new AsyncLocalStorage<string | null>();

/** The `traceparent` of the work in hand: what it announces, enqueues and logs belongs there. */
export function currentTraceparent(): string | null {
  return current.getStore() ?? null;
}

/** Runs work, and whatever it starts, as part of a trace; with null as part of none. */
export function withinTrace<T>(traceparent: string | null, work: () => T): T {
  return current.run(traceparent, work);
}

/** The same function, bound to the trace of whoever hands it over: for work that others run, such as shared transactions. */
export function keepingTrace<F extends (...parameters: never[]) => unknown>(work: F): F {
  return AsyncLocalStorage.bind(work) as F;
}

/** Null for what is no valid `traceparent`. */
export function parseTraceparent(text: unknown): TraceContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(String(text)) ?? [];
  return traceId && spanId && flags ? { traceId, spanId, flags } : null;
}

export function formatTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

/** A span that nobody records: the trace of the parent, or a new one. */
export function nextTraceparent(parent: string | null): string {
  const { traceId = randomHex(), flags = '00' } = parseTraceparent(parent) ?? {};
  return formatTraceparent({ traceId, spanId: randomHex().slice(16), flags });
}

/** 32 digits. A UUID, because Node draws those from a pool. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}
