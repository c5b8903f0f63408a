import type { DuplicatePolicy } from '@shortlist/contracts';

/** One accepted submission as the batch store sees it. */
export interface Claim {
  readonly applicationId: string;
  readonly organizationId: string;
  readonly jobId: string;
  readonly candidateKey: string;
  readonly policy: DuplicatePolicy;
}

export type Settlement<C extends Claim> =
  | { readonly kind: 'new'; readonly claim: C }
  /** Another application of the person stays; this receipt becomes its alias. */
  | { readonly kind: 'duplicate'; readonly claim: C; readonly of: string };

export const claimKey = (claim: Pick<Claim, 'organizationId' | 'jobId' | 'candidateKey'>): string =>
  `${claim.organizationId}/${claim.jobId}/${claim.candidateKey}`;

/**
 * Decides, in order of arrival, which claims are applications of their own. `holders` says who holds each person's place in
 * a job after the batch has tried to take it; with policy `separate` nobody needs a place.
 */
export function settleDuplicates<C extends Claim>(claims: readonly C[], holders: ReadonlyMap<string, string>): Settlement<C>[] {
  return claims.map((claim) => {
    const holder = claim.policy === 'separate' ? claim.applicationId : (holders.get(claimKey(claim)) ?? claim.applicationId);
    return holder === claim.applicationId ? { kind: 'new', claim } : { kind: 'duplicate', claim, of: holder };
  });
}
