import { NestedList } from '@shortlist/contracts';
import { IsIn } from 'class-validator';
import { LIST_FACETS } from '../queries/list-candidates.query.js';
import type { CountedFacet, ListFacet } from '../queries/list-candidates.query.js';
import { FacetValueDto } from './candidate-search.dto.js';

/** The 20 most frequent values of one field. */
export class CountedFacetDto {
  @IsIn(LIST_FACETS) facet: ListFacet;
  @NestedList(() => FacetValueDto) values: FacetValueDto[];
}

export class CandidateFacetsDto {
  @NestedList(() => CountedFacetDto) facets: CountedFacetDto[];
}

export function toCandidateFacetsDto(facets: readonly CountedFacet[]): CandidateFacetsDto {
  return { facets: facets.map(({ facet, values }) => ({ facet, values: [...values] })) };
}
