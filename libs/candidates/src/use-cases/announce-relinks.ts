import { candidatesRelinkedV1 } from '@shortlist/contracts';
import type { EventMeta, Outbox, Tx } from '@shortlist/platform';

/** Tells who the person of each of these applications is now. */
export function announceRelinks(
  outbox: Outbox,
  tx: Tx,
  now: { readonly mergeId: string; readonly candidateId: string },
  applicationIds: readonly string[],
  meta: EventMeta,
): Promise<void> {
  return outbox.appendAll(
    tx,
    applicationIds.map((applicationId) => ({ definition: candidatesRelinkedV1, data: { applicationId, ...now }, meta })),
  );
}
