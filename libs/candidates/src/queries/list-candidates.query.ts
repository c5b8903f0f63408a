import { Injectable } from '@nestjs/common';
import { boundsOf, countFound, UnitOfWork } from '@shortlist/platform';
import type { FoundCount, InstantRange, Tx } from '@shortlist/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { CandidateStatus, CandidateType, EmploymentStatus } from '../domain/people/candidate.js';
import { skillKey } from '../domain/people/candidate-skill.js';
import { CandidateEntity } from '../persistence/candidate.entity.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';

export interface CandidateFilters extends InstantRange<'createdAt'> {
  readonly type?: readonly CandidateType[];
  readonly status?: readonly CandidateStatus[];
  readonly employmentStatus?: readonly EmploymentStatus[];
  /** Has all of them. */
  readonly skills?: readonly string[];
  /** Has all of them. */
  readonly tags?: readonly string[];
  readonly ids?: readonly string[];
}

export interface CandidateListing {
  readonly filters: CandidateFilters;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  /** The last candidate of the page before. */
  readonly after: string | null;
}

export const LIST_FACETS = ['type', 'status', 'employmentStatus', 'tags', 'skills'] as const;
export type ListFacet = (typeof LIST_FACETS)[number];

/** Values of one field and how many candidates have each; the most frequent first. */
export interface CountedFacet {
  readonly facet: ListFacet;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** What each facet counts. A skill is shown as somebody wrote it. */
const COUNTED: Readonly<Record<ListFacet, { readonly of: string; readonly shown: string }>> = {
  type: { of: 'SELECT c.type AS value', shown: 'value' },
  status: { of: 'SELECT c.status AS value', shown: 'value' },
  employmentStatus: { of: 'SELECT c.employment_status AS value', shown: 'value' },
  tags: { of: 'SELECT unnest(c.found_tags) AS value', shown: 'value' },
  skills: {
    of: 'SELECT unnest(c.found_skills) AS value',
    shown: '(SELECT s.name FROM candidates.candidate_skills s WHERE s.name_key = value ORDER BY s.candidate_id LIMIT 1)',
  },
};
const FACET_VALUES = 20;

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

  /** Counts over all that the filters let through. */
  async facets(organizationId: string, filters: CandidateFilters): Promise<CountedFacet[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const counted: CountedFacet[] = [];
      for (const facet of LIST_FACETS) counted.push({ facet, values: await countFacet(tx, facet, filters) });
      return counted;
    });
  }
}

async function countFacet(tx: Tx, facet: ListFacet, filters: CandidateFilters): Promise<CountedFacet['values']> {
  const [sql, parameters] = filtered(tx, filters).select('c.id', 'id').getQueryAndParameters();
  const { of, shown } = COUNTED[facet];
  return tx.query(
    `SELECT coalesce(${shown}, value) AS value, count FROM (
       SELECT value, count(*)::int AS count FROM (${of} FROM candidates.candidates c JOIN (${sql}) listed ON listed.id = c.id) valued
        WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value LIMIT ${FACET_VALUES}) counted ORDER BY count DESC, value`,
    parameters,
  );
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

function filtered(tx: Tx, filters: CandidateFilters): SelectQueryBuilder<CandidateEntity> {
  const query = tx.manager.createQueryBuilder(CandidateEntity, 'c').where('c.merged_into IS NULL');
  const skills = filters.skills && [...new Set(filters.skills.map(skillKey))];
  const conditions: [unknown, string, Record<string, unknown>][] = [
    [filters.type, 'c.type = ANY(:type)', { type: filters.type }],
    [filters.status, 'c.status = ANY(:status)', { status: filters.status }],
    [filters.employmentStatus, 'c.employment_status = ANY(:employmentStatus)', { employmentStatus: filters.employmentStatus }],
    [skills, 'c.found_skills @> :skills', { skills }],
    [filters.tags, 'c.found_tags @> :tags', { tags: filters.tags }],
    [filters.ids, 'c.id = ANY(:ids)', { ids: filters.ids }],
  ];
  for (const [value, condition, parameters] of conditions) if (value !== undefined) query.andWhere(condition, parameters);
  for (const { bound, value, condition } of boundsOf('createdAt', filters))
    query.andWhere(condition('c.created_at', `:created_${bound}`), { [`created_${bound}`]: value });
  return query;
}
