import { Injectable } from '@nestjs/common';
import { UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount } from '@shortlist/platform';
import { Conditions, containing } from './conditions.js';
import { FROM_PUBLIC_JOBS, PUBLIC_SUMMARY_COLUMNS } from './public-job-view.js';
import type { PublicJobSummary } from './public-job-view.js';

export interface PublicJobFilters {
  /** Words, "phrases", -exclusions and `or`, in title, department, location or description. */
  readonly search?: string;
  readonly department?: string;
  readonly location?: string;
}

export interface PublicJobListing {
  readonly filters: PublicJobFilters;
  /** Jobs of one organization; null for all. */
  readonly slug: string | null;
  readonly limit: number;
  readonly offset: number;
  /** The last row of the page before. */
  readonly after: { readonly publishedAt: string; readonly id: string } | null;
}

export interface PublicJobList extends FoundCount {
  readonly items: readonly PublicJobSummary[];
  readonly hasMore: boolean;
}

/** Open jobs of all organizations, the newest first. */
@Injectable()
export class ListPublicJobs {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(listing: PublicJobListing): Promise<PublicJobList> {
    const { limit, offset, after } = listing;
    const where = filtered(listing);
    where.add(after?.id, (id) => `(p.published_at, p.id) < (${where.place(after?.publishedAt)}::timestamptz, ${id}::uuid)`);
    const sql = `SELECT ${PUBLIC_SUMMARY_COLUMNS} ${FROM_PUBLIC_JOBS} WHERE ${where.toString()}
      ORDER BY p.published_at DESC, p.id DESC LIMIT ${where.place(limit + 1)} OFFSET ${where.place(offset)}`;
    return this.unitOfWork.runWithoutTenant(async (tx) => {
      const rows = await tx.query<PublicJobSummary>(sql, where.parameters);
      const wanted = filtered(listing);
      const total = await countFound(tx, `SELECT 1 ${FROM_PUBLIC_JOBS} WHERE ${wanted.toString()}`, wanted.parameters);
      return { items: rows.slice(0, limit), hasMore: rows.length > limit, ...total };
    });
  }
}

function filtered({ filters, slug }: PublicJobListing): Conditions {
  return new Conditions('true')
    .add(slug, (text) => `o.slug = ${text}`)
    .add(filters.search, (text) => `p.words @@ websearch_to_tsquery('simple', ${text})`)
    .add(filters.department, (department) => `lower(p.department) = lower(${department})`)
    .add(containing(filters.location), (location) => `p.location ILIKE ${location}`);
}
