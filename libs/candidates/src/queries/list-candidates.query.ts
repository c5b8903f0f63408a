import { Injectable } from '@nestjs/common';
import { countFound, UnitOfWork } from '@shortlist/platform';
import type { FoundCount, Tx } from '@shortlist/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { CandidateStatus, CandidateType } from '../domain/people/candidate.js';
import { skillKey } from '../domain/people/candidate-skill.js';
import { CandidateEntity } from '../persistence/candidate.entity.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';

export interface CandidateFilters {
  readonly type?: readonly CandidateType[];
  readonly status?: readonly CandidateStatus[];
  /** Has all of them. */
  readonly skills?: readonly string[];
  /** Has all of them. */
  readonly tags?: readonly string[];
  readonly ids?: readonly string[];
  readonly createdFrom?: string;
  readonly createdBefore?: string;
}

export interface CandidateListing {
  readonly filters: CandidateFilters;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  /** The last candidate of the page before. */
  readonly after: string | null;
}

export interface CandidateList {
  readonly items: readonly DescribedCandidate[];
  readonly total: number;
  readonly totalIsEstimate: boolean;
  readonly hasMore: boolean;
}

/** Candidates in the order in which they became known: the id carries the time. */
@Injectable()
export class ListCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly describeCandidates: DescribeCandidates,
  ) {}

  async execute(organizationId: string, listing: CandidateListing): Promise<CandidateList> {
    const { rows, found } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      rows: await page(tx, listing),
      found: await count(tx, listing.filters),
    }));
    const items = await this.describeCandidates.execute(organizationId, rows.slice(0, listing.limit));
    return { items, ...found, hasMore: rows.length > listing.limit };
  }
}

function page(tx: Tx, { filters, descending, limit, offset, after }: CandidateListing): Promise<CandidateEntity[]> {
  const query = filtered(tx, filters)
    .orderBy('c.id', descending ? 'DESC' : 'ASC')
    .limit(limit + 1)
    .offset(offset);
  if (after !== null) query.andWhere(`c.id ${descending ? '<' : '>'} :after`, { after });
  return query.getMany();
}

function count(tx: Tx, filters: CandidateFilters): Promise<FoundCount> {
  return countFound(tx, ...filtered(tx, filters).select('1').getQueryAndParameters());
}

/** Finds people by the index over skills, however many people the organization has. */
const HAS_SKILLS = `c.id IN (SELECT s.candidate_id FROM candidates.candidate_skills s WHERE s.name_key = ANY(:skills)
  GROUP BY s.candidate_id HAVING count(*) = cardinality(:skills::text[]))`;

function filtered(tx: Tx, filters: CandidateFilters): SelectQueryBuilder<CandidateEntity> {
  const query = tx.manager.createQueryBuilder(CandidateEntity, 'c').where('true');
  const skills = filters.skills && [...new Set(filters.skills.map(skillKey))];
  const conditions: [unknown, string, Record<string, unknown>][] = [
    [filters.type, 'c.type = ANY(:type)', { type: filters.type }],
    [filters.status, 'c.status = ANY(:status)', { status: filters.status }],
    [skills, HAS_SKILLS, { skills }],
    [filters.tags, 'c.tags @> :tags', { tags: filters.tags }],
    [filters.ids, 'c.id = ANY(:ids)', { ids: filters.ids }],
    [filters.createdFrom, 'c.created_at >= :createdFrom', { createdFrom: filters.createdFrom }],
    [filters.createdBefore, 'c.created_at < :createdBefore', { createdBefore: filters.createdBefore }],
  ];
  for (const [value, condition, parameters] of conditions) if (value !== undefined) query.andWhere(condition, parameters);
  return query;
}
