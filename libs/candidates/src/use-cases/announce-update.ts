import { candidatesUpdatedV1 } from '@shortlist/contracts';
import type { CandidatesChangedV1 } from '@shortlist/contracts';
import type { EventMeta, Outbox, Tx } from '@shortlist/platform';
import type { CandidateEntity } from '../persistence/candidate.entity.js';

/** Tells that a record changed; its version is already raised. */
export function announceUpdate(
  outbox: Outbox,
  tx: Tx,
  candidate: CandidateEntity,
  meta: Omit<EventMeta, 'organizationId'> = {},
): Promise<void> {
  const { id: candidateId, version, organizationId } = candidate;
  const data: CandidatesChangedV1 = { candidateId, version, change: 'updated' };
  return outbox.append(tx, candidatesUpdatedV1, data, { ...meta, organizationId, aggregateVersion: version });
}
