import { Injectable } from '@nestjs/common';
import { UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount, Tx } from '@shortlist/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { ChangeKind } from '../domain/people/candidate-change.js';
import { candidateNotFound } from '../domain/people/candidates.errors.js';
import { recordIdsUnder } from '../domain/people/compose-person.js';
import { CandidateChangeEntity } from '../persistence/candidate-change.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';

/** A part of a timeline to read. */
export interface TimelinePart {
  readonly kinds: readonly ChangeKind[] | null;
  readonly limit: number;
  readonly offset: number;
  /** The last change of the page before. */
  readonly after: string | null;
}

export interface Timeline extends FoundCount {
  readonly changes: readonly CandidateChangeEntity[];
  readonly hasMore: boolean;
}

/** What happened to a record and to those that were merged into it, and its own merges and undos; the newest first. */
@Injectable()
export class ReadTimeline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
  ) {}

  execute(organizationId: string, candidateId: string, { kinds, limit, offset, after }: TimelinePart): Promise<Timeline> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.find(tx, candidateId);
      if (!candidate) throw candidateNotFound();
      const recordIds = recordIdsUnder(candidateId, await this.candidates.findOfPersons(tx, [candidate.personId]));
      const page = changesOf(tx, recordIds, kinds)
        .orderBy('c.id', 'DESC')
        .limit(limit + 1)
        .offset(offset);
      if (after !== null) page.andWhere('c.id < :after', { after });
      const rows = await page.getMany();
      const found = await countFound(tx, ...changesOf(tx, recordIds, kinds).select('1').getQueryAndParameters());
      return { ...found, changes: rows.slice(0, limit), hasMore: rows.length > limit };
    });
  }
}

function changesOf(tx: Tx, recordIds: readonly string[], kinds: readonly ChangeKind[] | null): SelectQueryBuilder<CandidateChangeEntity> {
  const query = tx.manager
    .createQueryBuilder(CandidateChangeEntity, 'c')
    .where('(c.candidate_id = ANY(:recordIds) OR c.merged_id = ANY(:recordIds))', { recordIds });
  return kinds === null ? query : query.andWhere('c.kind = ANY(:kinds)', { kinds });
}
