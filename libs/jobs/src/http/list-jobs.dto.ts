import { JOB_STATUSES, Text } from '@shortlist/contracts';
import type { JobStatus } from '@shortlist/contracts';
import { defineCursor, ListQueryDto, sortOf, windowOf } from '@shortlist/platform';
import type { Page } from '@shortlist/platform';
import { IntersectionType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { JOB_SORTS } from '../queries/list-jobs.query.js';
import type { DatedJobList, JobFilters, JobListing, JobSort } from '../queries/list-jobs.query.js';
import { toJobSummaryDto } from './job.dto.js';
import type { JobSummaryDto } from './job.dto.js';

/** Filters are joined by AND. */
export class JobFiltersDto implements JobFilters {
  @IsOptional() @IsArray() @ArrayMaxSize(4) @IsIn(JOB_STATUSES, { each: true }) status?: JobStatus[];
  @IsOptional() @Text(200) department?: string;
  @IsOptional() @Text(200) location?: string;
  /** Found anywhere in title, department, location or description. */
  @IsOptional() @Text(200) search?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) ids?: string[];
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[gte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[gt]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[lte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[lt]'?: string;
}

/** Sort by `createdAt` (the newest first unless given), `updatedAt` or `title`. */
export class ListJobsDto extends IntersectionType(ListQueryDto, JobFiltersDto) {}

const cursor = defineCursor('jobs', {
  sorts: {
    createdAt: ['instant', 'id'],
    '-createdAt': ['instant', 'id'],
    updatedAt: ['instant', 'id'],
    '-updatedAt': ['instant', 'id'],
    title: ['text', 'id'],
    '-title': ['text', 'id'],
  },
  filters: JobFiltersDto,
});

/** What the query asks for; a cursor brings its own filters and order. */
export function jobListingOf(query: ListJobsDto): JobListing {
  const { limit, offset } = windowOf(query);
  if (query.cursor === undefined) {
    const { field: sort, descending } = sortOf<JobSort>(query.sort, JOB_SORTS, '-createdAt');
    const { limit: _, page: __, cursor: ___, sort: ____, ...filters } = query;
    return { filters, sort, descending, limit, offset, after: null };
  }
  const position = cursor.decode(query.cursor);
  const { field: sort, descending } = sortOf<JobSort>(position.sort, JOB_SORTS, '-createdAt');
  const [key, id] = position.keys;
  return { filters: position.filters, sort, descending, limit, offset: 0, after: { key: String(key), id: String(id) } };
}

export function toJobPage(list: DatedJobList, listing: JobListing, query: ListJobsDto): Page<JobSummaryDto> {
  const { page, limit } = windowOf(query);
  const items = list.items.map(toJobSummaryDto);
  const { total, totalIsEstimate } = list;
  const last = items.at(-1);
  const sort = `${listing.descending ? '-' : ''}${listing.sort}`;
  const nextCursor =
    list.hasMore && last ? cursor.encode({ sort, keys: [last[listing.sort], last.id], filters: listing.filters as JobFiltersDto }) : null;
  return { items, limit, page, total, totalIsEstimate, nextCursor, changedAt: list.changedAt };
}
