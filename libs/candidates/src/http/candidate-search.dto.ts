import { Decimal, NestedList, Nullable, Text, TextList, Whole } from '@shortlist/contracts';
import { SEARCH_FACETS, SEARCH_SORTS } from '@shortlist/platform';
import type { SearchFacet, SearchHighlight, SearchSort } from '@shortlist/platform';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional } from 'class-validator';
import type { CandidateQuery, CandidateSearch, FoundCandidate } from '../queries/search-candidates.query.js';
import { CandidateDto, toCandidateDto } from './candidate.dto.js';

/** What a search looks for, and how it shows what it finds. Filters compare without regard to case and are joined by AND. */
export class CandidateQueryDto implements CandidateQuery {
  /**
   * `AND`, `OR`, `NOT` or `-`, `"a phrase"`, parentheses, `begin*`, and fields: `name:`, `email:`, `title:`, `skill:`, `company:`, `location:`, `tag:`. One
   * word also finds names spelt nearly alike, a skill its other names, and a word that nobody has those of which it may be a slip. Absent finds everyone.
   */
  @Nullable() @Text(1_000) text?: string | null;
  /** Has all of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(200) skills?: string[];
  /** Has all of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(100) tags?: string[];
  /** Is of one of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(50) type?: string[];
  /** Is in one of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(50) status?: string[];
  /** Is at one of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(300) location?: string[];
  @IsOptional() @IsISO8601({ strict: true }) updatedFrom?: string;
  @IsOptional() @IsISO8601({ strict: true }) updatedBefore?: string;
  /** What to count over all that is found. */
  @IsOptional() @IsArray() @ArrayMaxSize(6) @IsIn(SEARCH_FACETS, { each: true }) facets?: SearchFacet[];
  @IsOptional() @IsIn(SEARCH_SORTS) sort?: SearchSort;
  /** 20 when absent. */
  @IsOptional() @Whole(1, 100) limit?: number;
}

export class SearchCandidatesDto extends CandidateQueryDto {
  /** `nextCursor` of the page before, with the same text, filters and sort. */
  @IsOptional() @Text(4_000) cursor?: string;
}

/** A word that was found, as UTF-16 offsets into the text of its highlight. */
export class MatchDto {
  @Whole(0, 1_000_000) start: number;
  @Whole(0, 1_000_000) end: number;
}

export class HighlightDto {
  @IsIn(['name', 'title', 'skills', 'text']) field: SearchHighlight['field'];
  @Text(20_000) text: string;
  @NestedList(() => MatchDto) matches: MatchDto[];
}

export class FoundCandidateDto extends CandidateDto {
  /** Higher is better; comparable within one search only. */
  @Decimal(0, 1_000_000) relevance: number;
  @NestedList(() => HighlightDto) highlights: HighlightDto[];
}

export class FacetValueDto {
  @Text(300) value: string;
  @Whole(0, 2_000_000_000) count: number;
}

/** The most frequent values of one field over all that is found. */
export class FacetDto {
  @IsIn(SEARCH_FACETS) facet: SearchFacet;
  @NestedList(() => FacetValueDto) values: FacetValueDto[];
}

export class CandidateSearchDto {
  @NestedList(() => FoundCandidateDto) candidates: FoundCandidateDto[];
  /** Exact up to 10,000. */
  @Whole(0, 2_000_000_000) total: number;
  @IsBoolean() totalIsEstimate: boolean;
  /** Those that were asked for. */
  @NestedList(() => FacetDto) facets: FacetDto[];
  @Nullable() @Text(4_000) nextCursor: string | null;
}

export function toCandidateSearchDto({ items, facets, ...result }: CandidateSearch): CandidateSearchDto {
  return {
    total: result.total,
    totalIsEstimate: result.totalIsEstimate,
    nextCursor: result.nextCursor,
    candidates: items.map(toFoundCandidateDto),
    facets: SEARCH_FACETS.flatMap((facet) => (facets[facet] ? [{ facet, values: [...facets[facet]] }] : [])),
  };
}

function toFoundCandidateDto({ hit, ...described }: FoundCandidate): FoundCandidateDto {
  const highlights = hit.highlights.map(({ field, text, matches }) => ({ field, text, matches: [...matches] }));
  return { ...toCandidateDto(described), relevance: hit.score, highlights };
}
