import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { CandidateChangeEntity } from './candidate-change.entity.js';

/** A change before it got its id and time. `cause`: `request`, or what it followed from, such as `application:<id>`. */
export type NewCandidateChange = Pick<CandidateChangeEntity, 'organizationId' | 'candidateId' | 'kind' | 'actor' | 'cause'> &
  Partial<CandidateChangeEntity>;

/** What happened to records, with who did it and why; no row ever changes. */
@Injectable()
export class CandidateChangeRepository {
  constructor(private readonly clock: Clock) {}

  /** Notes changes in the transaction that makes them, in this order. */
  async insert(tx: Tx, ...changes: readonly NewCandidateChange[]): Promise<void> {
    if (changes.length === 0) return;
    const changedAt = this.clock.now();
    await tx.manager.insert(
      CandidateChangeEntity,
      changes.map((change) => ({ fields: [], ...change, id: newId(), changedAt })),
    );
  }
}
