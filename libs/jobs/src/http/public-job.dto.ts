import { Id, Instant, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { defineCursor, ListQueryDto, windowOf } from '@shortlist/platform';
import type { Page } from '@shortlist/platform';
import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { EMPLOYMENT_TYPES } from '../domain/job.js';
import type { EmploymentType } from '../domain/job.js';
import { jobPostingOf } from '../domain/job-posting.js';
import type { PublicJobFilters, PublicJobList, PublicJobListing } from '../queries/list-public-jobs.query.js';
import type { PublicJobSummary, PublicJobView } from '../queries/public-job-view.js';
import { JobRequirementDto } from './job.dto.js';

/** Filters are joined by AND. */
export class PublicJobFiltersDto implements PublicJobFilters {
  /** Words, "phrases", -exclusions and `or`, in title, department, location or description. */
  @IsOptional() @Text(200) search?: string;
  @IsOptional() @Text(200) department?: string;
  @IsOptional() @Text(200) location?: string;
}

/** Always the newest first. */
export class ListPublicJobsDto extends IntersectionType(ListQueryDto, PublicJobFiltersDto) {}

export class HiringOrganizationDto {
  @Text(200) name: string;
  @Text(100) slug: string;
}

/** An open job as public lists show it. */
export class PublicJobSummaryDto {
  @Id() id: string;
  @Nested(() => HiringOrganizationDto) organization: HiringOrganizationDto;
  @Text(200) title: string;
  @Nullable() @Text(200) department: string | null;
  @Nullable() @Text(200) location: string | null;
  @Nullable() @IsIn(EMPLOYMENT_TYPES) employmentType: EmploymentType | null;
  @Whole(1, 100_000) openings: number;
  @Instant() publishedAt: string;
}

/** An open job with all that it says. */
export class PublicJobDto extends PublicJobSummaryDto {
  @Nullable() @Text(20_000) description: string | null;
  @NestedList(() => JobRequirementDto) requirements: JobRequirementDto[];
  @Instant() updatedAt: string;
  /** The same as schema.org JobPosting, ready to be put into a page as JSON-LD. */
  @IsObject() jobPosting: Record<string, unknown>;
}

/** `publicUrl` is the address of the installation. */
export function toPublicJobDto(job: PublicJobView, publicUrl: string): PublicJobDto {
  return {
    ...toPublicJobSummaryDto(job),
    description: job.description,
    requirements: [...job.requirements],
    updatedAt: job.updatedAt.toISOString(),
    jobPosting: jobPostingOf(job, `${publicUrl}/api/v1/public/jobs/${job.id}`),
  };
}

function toPublicJobSummaryDto(job: PublicJobSummary): PublicJobSummaryDto {
  const { id, organization, title, department, location, employmentType, openings, publishedAt } = job;
  return { id, organization, title, department, location, employmentType, openings, publishedAt: publishedAt.toISOString() };
}

const SORT = '-publishedAt';
const cursor = defineCursor('public_jobs', { sorts: { [SORT]: ['instant', 'id'] }, filters: PublicJobFiltersDto });

/** What the query asks for; a cursor brings its own filters. */
export function publicJobListingOf(query: ListPublicJobsDto, slug: string | null): PublicJobListing {
  const { limit, offset } = windowOf(query);
  if (query.cursor === undefined) {
    const { search, department, location } = query;
    return { filters: { search, department, location }, slug, limit, offset, after: null };
  }
  const { filters, keys } = cursor.decode(query.cursor);
  return { filters, slug, limit, offset, after: { publishedAt: String(keys[0]), id: String(keys[1]) } };
}

export function toPublicJobPage(list: PublicJobList, listing: PublicJobListing, query: ListPublicJobsDto): Page<PublicJobSummaryDto> {
  const { page, limit } = windowOf(query);
  const items = list.items.map(toPublicJobSummaryDto);
  const { total, totalIsEstimate } = list;
  const last = items.at(-1);
  const nextCursor =
    list.hasMore && last ? cursor.encode({ sort: SORT, keys: [last.publishedAt, last.id], filters: listing.filters }) : null;
  return { items, limit, page, total, totalIsEstimate, nextCursor };
}
