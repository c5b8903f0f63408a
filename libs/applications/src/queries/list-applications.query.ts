import { Injectable } from '@nestjs/common';
import type { ApplicationStatus } from '@shortlist/contracts';
import { boundsOf, countFound, onlyJobsOf, UnitOfWork } from '@shortlist/platform';
import type { FoundCount, InstantRange, StaffPrincipal, Tx } from '@shortlist/platform';
import type { SelectQueryBuilder } from 'typeorm';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { OpenSubmissions } from './open-submissions.query.js';
import type { OpenedApplication } from './open-submissions.query.js';

export interface ApplicationFilters extends InstantRange<'receivedAt'> {
  readonly jobId?: string;
  readonly status?: readonly ApplicationStatus[];
  readonly minScore?: number;
  readonly maxScore?: number;
  /** Has all of them, by name. */
  readonly skills?: readonly string[];
  /** Is on the shortlist of its job, or is not. */
  readonly shortlist?: boolean;
  readonly source?: string;
  readonly needsPerson?: boolean;
  readonly ids?: readonly string[];
}

export interface ApplicationListing {
  readonly filters: ApplicationFilters;
  readonly sort: 'receivedAt' | 'score';
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  /** The last row of the page before: its id, and its score when sorted by score. */
  readonly after: { readonly id: string; readonly score: number | null } | null;
}

export interface ApplicationList {
  readonly items: readonly OpenedApplication[];
  readonly total: number;
  readonly totalIsEstimate: boolean;
  readonly hasMore: boolean;
}

/** Applications within the caller's reach. */
@Injectable()
export class ListApplications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly openSubmissions: OpenSubmissions,
  ) {}

  async execute(caller: StaffPrincipal, listing: ApplicationListing): Promise<ApplicationList> {
    const { organizationId } = caller;
    const { rows, found } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      rows: await page(tx, caller, listing),
      found: await count(tx, caller, listing.filters),
    }));
    const items = await this.openSubmissions.execute(organizationId, rows.slice(0, listing.limit));
    return { items, ...found, hasMore: rows.length > listing.limit };
  }
}

function page(
  tx: Tx,
  caller: StaffPrincipal,
  { filters, sort, descending, limit, offset, after }: ApplicationListing,
): Promise<ApplicationEntity[]> {
  const query = filtered(tx, caller, filters);
  const direction = descending ? 'DESC' : 'ASC';
  // An application without a score ranks below every score. The id is the time of receipt and breaks ties.
  if (sort === 'score') query.addSelect('coalesce(a.score, -1)', 'rank').orderBy('rank', direction);
  query
    .addOrderBy('a.id', direction)
    .limit(limit + 1)
    .offset(offset);
  if (after) {
    const before = descending ? '<' : '>';
    if (sort === 'score')
      query.andWhere(`(coalesce(a.score, -1), a.id) ${before} (:score, :id)`, { score: after.score ?? -1, id: after.id });
    else query.andWhere(`a.id ${before} :id`, { id: after.id });
  }
  return query.getMany();
}

function count(tx: Tx, caller: StaffPrincipal, filters: ApplicationFilters): Promise<FoundCount> {
  return countFound(tx, ...filtered(tx, caller, filters).select('1').getQueryAndParameters());
}

const ON_SHORTLIST = 'a.id IN (SELECT unnest(s.application_ids) FROM applications.shortlist_copies s)';
const OF_OWN_JOB = 'EXISTS (SELECT FROM applications.job_copies j WHERE j.job_id = a.job_id AND j.hiring_manager_id = :only)';

function filtered(tx: Tx, caller: StaffPrincipal, filters: ApplicationFilters): SelectQueryBuilder<ApplicationEntity> {
  const query = tx.manager.createQueryBuilder(ApplicationEntity, 'a').where('a.deletedAt IS NULL');
  const only = onlyJobsOf(caller);
  if (only !== null) query.andWhere(OF_OWN_JOB, { only });
  const conditions: [unknown, string, Record<string, unknown>][] = [
    [filters.jobId, 'a.job_id = :jobId', { jobId: filters.jobId }],
    [filters.status, 'a.status = ANY(:status)', { status: filters.status }],
    [filters.minScore, 'a.score >= :minScore', { minScore: filters.minScore }],
    [filters.maxScore, 'a.score <= :maxScore', { maxScore: filters.maxScore }],
    [filters.skills, 'a.skills @> :skills', { skills: filters.skills?.map((skill) => skill.toLowerCase()) }],
    [filters.shortlist, `${ON_SHORTLIST} = :shortlist`, { shortlist: filters.shortlist }],
    [filters.source, 'a.source = :source', { source: filters.source }],
    [filters.needsPerson, 'a.needs_person = :needsPerson', { needsPerson: filters.needsPerson }],
    [filters.ids, 'a.id = ANY(:ids)', { ids: filters.ids }],
  ];
  for (const [value, condition, parameters] of conditions) if (value !== undefined) query.andWhere(condition, parameters);
  for (const { bound, value, condition } of boundsOf('receivedAt', filters))
    query.andWhere(condition('a.received_at', `:received_${bound}`), { [`received_${bound}`]: value });
  return query;
}
