import type { DuplicatePolicy } from '@shortlist/contracts';

/** One accepted submission as the batch store sees it. */
export interface Claim {
  readonly applicationId: string;
  readonly organizationId: string;
  readonly jobId: string;
  readonly candidateKey: string;
  readonly policy: DuplicatePolicy;
  /** The receipt whose token its sender showed. */
  readonly replaces: string | null;
}

export type Settlement<C extends Claim> =
  | { readonly kind: 'new'; readonly claim: C }
  /** Another application of the person stays; this receipt becomes its alias. A replacement comes from whoever sent that application. */
  | { readonly kind: 'duplicate' | 'replacement'; readonly claim: C; readonly of: string };

export const claimKey = (claim: Pick<Claim, 'organizationId' | 'jobId' | 'candidateKey'>): string =>
  `${claim.organizationId}/${claim.jobId}/${claim.candidateKey}`;

/**
 * Decides, in order of arrival, which claims are applications of their own. `holders` says who holds each person's place in
 * a job after the batch has tried to take it; with policy `separate` nobody needs a place. `proven` says which submission a
 * receipt stands for, where it was its sender's own.
 */
export function settleDuplicates<C extends Claim>(
  claims: readonly C[],
  holders: ReadonlyMap<string, string>,
  proven: ReadonlyMap<string, string> = new Map(),
): Settlement<C>[] {
  const replacements = new Map<string, string>();
  return claims.map((claim) => {
    const holder = claim.policy === 'separate' ? claim.applicationId : (holders.get(claimKey(claim)) ?? claim.applicationId);
    if (holder === claim.applicationId) return { kind: 'new', claim };
    const shown = claim.replaces === null ? undefined : proven.get(claim.replaces);
    const isOwn = shown !== undefined && (replacements.get(shown) ?? shown) === holder;
    if (claim.policy !== 'replace' || !isOwn) return { kind: 'duplicate', claim, of: holder };
    replacements.set(claim.applicationId, holder);
    return { kind: 'replacement', claim, of: holder };
  });
}
