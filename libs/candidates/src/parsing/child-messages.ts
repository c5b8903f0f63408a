import type { ParseOutcome } from './outcome.js';

/** What the pool sends: one file, by its bytes or by a path that the process may read. */
export interface ChildRequest {
  readonly bytes?: Uint8Array;
  readonly path?: string;
  readonly asOf: string;
}

export type ChildAnswer = { readonly kind: 'ready' } | { readonly kind: 'outcome'; readonly outcome: ParseOutcome };
