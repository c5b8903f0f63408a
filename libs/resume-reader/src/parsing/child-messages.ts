import type { Glyph } from '../domain/layout/words.js';
import type { OwnSkill } from '../domain/profile/own-spellings.js';
import type { ParseOutcome } from './outcome.js';

/** What the pool sends: one file, by its bytes or by a path that the process may read, or the words that were recognised on its pages. */
export interface ChildRequest {
  readonly bytes?: Uint8Array;
  readonly path?: string;
  readonly recognized?: readonly (readonly Glyph[])[];
  readonly asOf: string;
  /** Skills that the organization adds to the taxonomy. */
  readonly ownSkills?: readonly Omit<OwnSkill, 'id'>[];
}

export type ChildAnswer = { readonly kind: 'ready' } | { readonly kind: 'outcome'; readonly outcome: ParseOutcome };
