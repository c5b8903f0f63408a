import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import { candidateMerged, candidateNotFound, mergedWithItself } from '../domain/people/candidates.errors.js';
import type { ComposedPerson, TakenField } from '../domain/people/compose-person.js';
import { ApplicationLinkRepository } from '../persistence/application-link.repository.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { DuplicateReason } from '../domain/people/duplicate-reason.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';

export interface MergePreview {
  readonly survivor: DescribedCandidate;
  readonly merged: DescribedCandidate;
  /** What the survivor would say. */
  readonly result: ComposedPerson;
  /** What speaks for it; the strongest first. */
  readonly reasons: readonly DuplicateReason[];
  /** Applications that would count for the survivor. */
  readonly movedApplications: number;
}

/** What a merge would do; changes nothing. */
@Injectable()
export class PreviewMerge {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly keys: CandidateKeyRepository,
    private readonly links: ApplicationLinkRepository,
    private readonly describeCandidates: DescribeCandidates,
    private readonly clock: Clock,
  ) {}

  async execute(organizationId: string, survivorId: string, mergedId: string, take: readonly TakenField[]): Promise<MergePreview> {
    const [survivorRow, mergedRow] = await this.load(organizationId, survivorId, mergedId);
    const [survivor, merged] = await this.describeCandidates.execute(organizationId, [survivorRow, mergedRow]);
    if (!survivor || !merged) throw candidateNotFound();
    const found = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      reasons: await this.keys.findSharing(tx, survivorId, survivor.recordIds, 1, merged.recordIds),
      applicationIds: await this.links.findIds(tx, merged.recordIds),
    }));
    return {
      ...{ survivor, merged },
      result: await this.describeCandidates.merged(organizationId, survivorRow, mergedRow, take, this.clock.now()),
      reasons: found.reasons.get(mergedId) ?? [],
      movedApplications: found.applicationIds.length,
    };
  }

  private async load(organizationId: string, survivorId: string, mergedId: string): Promise<[CandidateEntity, CandidateEntity]> {
    if (survivorId === mergedId) throw mergedWithItself();
    const rows = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.findAll(tx, [survivorId, mergedId]));
    const [survivor, merged] = [survivorId, mergedId].map((id) => rows.find((row) => row.id === id));
    if (!survivor || !merged) throw candidateNotFound();
    for (const row of [survivor, merged]) if (row.mergedInto !== null) throw candidateMerged(row.personId);
    return [survivor, merged];
  }
}
