import { Injectable } from '@nestjs/common';
import type { JobStatus } from '@shortlist/contracts';
import { UnitOfWork, boundsOf, countFound, onlyJobsOf } from '@shortlist/platform';
import type { FoundCount, InstantRange, StaffPrincipal } from '@shortlist/platform';
import { CachedReads } from './cached-reads.query.js';
import { Conditions, containing } from './conditions.js';
import { FROM_JOBS, SUMMARY_COLUMNS } from './job-view.js';
import type { JobSummary } from './job-view.js';

export interface JobFilters extends InstantRange<'createdAt'> {
  readonly status?: readonly JobStatus[];
  readonly department?: string;
  readonly location?: string;
  /** Anywhere in title, department, location or description. */
  readonly search?: string;
  readonly ids?: readonly string[];
}

export const JOB_SORTS = ['createdAt', 'updatedAt', 'title'] as const;
export type JobSort = (typeof JOB_SORTS)[number];

export interface JobListing {
  readonly filters: JobFilters;
  readonly sort: JobSort;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  /** Sort key and id of the last row of the page before. */
  readonly after: { readonly key: string; readonly id: string } | null;
}

export interface JobList extends FoundCount {
  readonly items: readonly JobSummary[];
  readonly hasMore: boolean;
}

const sortColumns: Readonly<Record<JobSort, { column: string; type: string }>> = {
  createdAt: { column: 'j.created_at', type: 'timestamptz' },
  updatedAt: { column: 'j.updated_at', type: 'timestamptz' },
  title: { column: 'j.title', type: 'text' },
};

const CACHED_SECONDS = 300;

/** A list with the time since which the jobs of the organization are as they are. */
export interface DatedJobList extends JobList {
  readonly changedAt: Date | null;
}

/** The jobs within the caller's reach. */
@Injectable()
export class ListJobs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cachedReads: CachedReads,
  ) {}

  async execute(caller: StaffPrincipal, listing: JobListing): Promise<DatedJobList> {
    const { organizationId } = caller;
    const question = ['list', onlyJobsOf(caller), listing];
    const list = await this.cachedReads.execute(organizationId, question, CACHED_SECONDS, () => this.read(caller, listing));
    return { ...list.found, changedAt: list.changedAt };
  }

  private read(caller: StaffPrincipal, listing: JobListing): Promise<JobList> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      const { sql, parameters } = pageOf(caller, listing);
      const rows = await tx.query<JobSummary>(sql, parameters);
      const wanted = filtered(caller, listing.filters);
      const total = await countFound(tx, `SELECT 1 FROM jobs.jobs j WHERE ${wanted.toString()}`, wanted.parameters);
      return { items: rows.slice(0, listing.limit), hasMore: rows.length > listing.limit, ...total };
    });
  }
}

function pageOf(
  caller: StaffPrincipal,
  { filters, sort, descending, limit, offset, after }: JobListing,
): { sql: string; parameters: unknown[] } {
  const { column, type } = sortColumns[sort];
  const where = filtered(caller, filters);
  const beyond = descending ? '<' : '>';
  where.add(after?.id, (id) => `(${column}, j.id) ${beyond} (${where.place(after?.key)}::${type}, ${id}::uuid)`);
  const direction = descending ? 'DESC' : 'ASC';
  const sql = `SELECT ${SUMMARY_COLUMNS} ${FROM_JOBS} WHERE ${where.toString()}
    ORDER BY ${column} ${direction}, j.id ${direction} LIMIT ${where.place(limit + 1)} OFFSET ${where.place(offset)}`;
  return { sql, parameters: where.parameters };
}

function filtered(caller: StaffPrincipal, filters: JobFilters): Conditions {
  const where = new Conditions('j.deleted_at IS NULL')
    .add(onlyJobsOf(caller), (user) => `j.hiring_manager_id = ${user}::uuid`)
    .add(filters.status, (status) => `j.status = ANY(${status}::text[])`)
    .add(filters.department, (department) => `lower(j.department) = lower(${department})`)
    .add(containing(filters.location), (location) => `j.location ILIKE ${location}`)
    .add(containing(filters.search), (text) => `concat_ws(' ', j.title, j.department, j.location, j.description) ILIKE ${text}`)
    .add(filters.ids, (ids) => `j.id = ANY(${ids}::uuid[])`);
  for (const { value, condition } of boundsOf('createdAt', filters)) where.add(value, (instant) => condition('j.created_at', instant));
  return where;
}
