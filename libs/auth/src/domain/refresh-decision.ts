/** How long a rotated token is answered once more: a client may lose an answer, and two tabs may refresh at once. */
export const REFRESH_GRACE_SECONDS = 20;

/** What is known when a refresh token is presented. */
export interface RefreshFacts {
  /** Revoked, or past its absolute expiry. */
  readonly sessionEnded: boolean;
  /** Null while the token is the newest of its family. */
  readonly secondsSinceRotation: number | null;
}

/**
 * `rotate`: hand out the successor for the first time. `serve_again`: hand out the same successor once more, revoke nothing.
 * `reuse`: somebody holds a token that its owner has long replaced; the family ends. `ended`: there is nothing to refresh.
 */
export type RefreshDecision = 'rotate' | 'serve_again' | 'reuse' | 'ended';

/** Decides by facts that were read under the lock of the token's row. */
export function decideRefresh({ sessionEnded, secondsSinceRotation }: RefreshFacts): RefreshDecision {
  if (sessionEnded) return 'ended';
  if (secondsSinceRotation === null) return 'rotate';
  return secondsSinceRotation <= REFRESH_GRACE_SECONDS ? 'serve_again' : 'reuse';
}
