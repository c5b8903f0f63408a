import { Injectable } from '@nestjs/common';
import { UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount, Tx } from '@shortlist/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { ResumeStatus } from '../domain/people/candidate.js';
import { ResumeEntity } from '../persistence/resume.entity.js';
import { OpenResumes } from './open-resumes.query.js';
import type { OpenedResume } from './open-resumes.query.js';

export interface ResumeFilters {
  /** Of the whole person, whichever of its records is named. */
  readonly candidateId?: string | null;
  readonly status?: readonly ResumeStatus[] | null;
}

export interface ResumeListing {
  readonly filters: ResumeFilters;
  readonly limit: number;
  readonly offset: number;
  /** The last resume of the page before. */
  readonly after: string | null;
}

export interface ResumeList extends FoundCount {
  readonly items: readonly OpenedResume[];
  readonly hasMore: boolean;
}

/** All versions of all resumes, the newest first. */
@Injectable()
export class ListResumes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly openResumes: OpenResumes,
  ) {}

  async execute(organizationId: string, { filters, limit, offset, after }: ResumeListing): Promise<ResumeList> {
    const { rows, found } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const page = matching(tx, filters)
        .orderBy('r.id', 'DESC')
        .limit(limit + 1)
        .offset(offset);
      if (after !== null) page.andWhere('r.id < :after', { after });
      return {
        rows: await page.getMany(),
        found: await countFound(tx, ...matching(tx, filters).select('1').getQueryAndParameters()),
      };
    });
    return { ...found, items: await this.openResumes.execute(organizationId, rows.slice(0, limit)), hasMore: rows.length > limit };
  }
}

const OF_PERSON = `r.candidate_id IN (SELECT same.id FROM candidates.candidates named JOIN candidates.candidates same
  ON same.organization_id = named.organization_id AND same.person_id = named.person_id WHERE named.id = :candidateId)`;

function matching(tx: Tx, { candidateId, status }: ResumeFilters): SelectQueryBuilder<ResumeEntity> {
  const query = tx.manager.createQueryBuilder(ResumeEntity, 'r').where('true');
  if (candidateId) query.andWhere(OF_PERSON, { candidateId });
  if (status) query.andWhere('r.status = ANY(:status)', { status });
  return query;
}
