import { Injectable } from '@nestjs/common';
import type { CandidatesErasedV1, CandidatesMergedV1, CandidatesRelinkedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import { CandidateMergeRepository } from '../persistence/candidate-merge.repository.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestMatching } from './request-matching.use-case.js';

/**
 * Keeps matches in step with who is one person: a record that was merged into another is matched with nothing while that lasts, and the other by
 * the newest resume of both.
 */
@Injectable()
export class FollowPeople {
  constructor(
    private readonly merges: CandidateMergeRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly rows: MatchRowRepository,
    private readonly subjects: SubjectRepository,
    private readonly requestMatching: RequestMatching,
  ) {}

  async merged(tx: Tx, organizationId: string, data: CandidatesMergedV1): Promise<void> {
    await this.merges.lock(tx, organizationId);
    await this.merges.upsertMerged(tx, organizationId, data);
    await this.refresh(tx, organizationId, [data.candidateId, data.mergedCandidateId]);
  }

  async unmerged(tx: Tx, organizationId: string, data: CandidatesMergedV1): Promise<void> {
    await this.merges.lock(tx, organizationId);
    const survivorId = await this.merges.upsertUndone(tx, organizationId, data);
    const people = [data.candidateId, data.mergedCandidateId];
    await this.refresh(tx, organizationId, survivorId === null ? people : [...people, survivorId]);
  }

  /** Whose the application was loses it, and whose it is has applied to its job. */
  async relinked(tx: Tx, organizationId: string, data: CandidatesRelinkedV1): Promise<void> {
    await this.requestMatching.followCandidate(tx, organizationId, data);
    await this.subjects.upsertCandidate(tx, organizationId, data);
    await this.requestMatching.followCandidate(tx, organizationId, data);
  }

  /** Scrubs what matching knows of them at once; their scores follow. */
  async erased(tx: Tx, organizationId: string, { candidateId }: CandidatesErasedV1): Promise<void> {
    await this.merges.lock(tx, organizationId);
    await this.rows.deleteOf(tx, candidateId);
    const isKnown = await this.copies.erase(tx, candidateId);
    await this.refresh(tx, organizationId, [candidateId]);
    if (isKnown) await this.requestMatching.ofCandidates(tx, organizationId);
  }

  private async refresh(tx: Tx, organizationId: string, recordIds: readonly string[]): Promise<void> {
    if (await this.copies.refresh(tx, organizationId, recordIds)) await this.requestMatching.ofCandidates(tx, organizationId);
  }
}
