import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { candidateNotFound } from '../domain/people/candidates.errors.js';
import { recordIdsUnder } from '../domain/people/compose-person.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { DuplicateReason } from '../domain/people/duplicate-reason.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';

export interface PossibleDuplicate {
  readonly described: DescribedCandidate;
  /** The strongest first. */
  readonly reasons: readonly DuplicateReason[];
}

const MOST_DUPLICATES = 50;

/** Who else may be the same person, by what their records have in common; those with the strongest reasons first. */
@Injectable()
export class FindDuplicates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly keys: CandidateKeyRepository,
    private readonly describeCandidates: DescribeCandidates,
  ) {}

  async execute(organizationId: string, candidateId: string): Promise<PossibleDuplicate[]> {
    const reasons = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.find(tx, candidateId);
      if (!candidate) throw candidateNotFound();
      const recordIds = recordIdsUnder(candidateId, await this.candidates.findOfPersons(tx, [candidate.personId]));
      return this.keys.findSharing(tx, candidate.personId, recordIds, MOST_DUPLICATES);
    });
    const described = await this.describeCandidates.byIds(organizationId, [...reasons.keys()]);
    return described.map((one) => ({ described: one, reasons: reasons.get(one.candidate.id) ?? [] }));
  }
}
