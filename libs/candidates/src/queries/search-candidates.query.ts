import { Injectable } from '@nestjs/common';
import { SearchIndex } from '@shortlist/platform';
import type { SearchHit, SearchQuery, SearchResult } from '@shortlist/platform';
import { notSearchable } from '../domain/people/candidates.errors.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import type { CandidateFilters } from './list-candidates.query.js';

export interface FoundCandidate extends DescribedCandidate {
  readonly hit: SearchHit;
}

export interface CandidateSearch extends Omit<SearchResult, 'hits'> {
  readonly items: readonly FoundCandidate[];
}

const UNSEARCHABLE = ['type', 'ids', 'createdFrom', 'createdBefore'] as const satisfies readonly (keyof CandidateFilters)[];

/** Full-text search. The index may lag behind the records by a moment; what is shown comes from the records. */
@Injectable()
export class SearchCandidates {
  constructor(
    private readonly index: SearchIndex,
    private readonly describeCandidates: DescribeCandidates,
  ) {}

  async execute(organizationId: string, query: SearchQuery): Promise<CandidateSearch> {
    const { hits, ...result } = await this.index.search(organizationId, query);
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    const described = await this.describeCandidates.byIds(organizationId, [...byId.keys()]);
    const items = described.flatMap((one) => {
      const hit = byId.get(one.candidate.id);
      return hit ? [{ ...one, hit }] : [];
    });
    return { ...result, items };
  }

  /** A list that is searched: refuses what the index does not hold. */
  async list(
    organizationId: string,
    text: string,
    filters: CandidateFilters,
    page: Pick<SearchQuery, 'limit' | 'cursor'>,
  ): Promise<CandidateSearch> {
    const unsearchable = UNSEARCHABLE.filter((name) => filters[name] !== undefined);
    if (unsearchable.length > 0) throw notSearchable(`Search cannot be combined with ${unsearchable.join(', ')}.`);
    const { skills, tags, status } = filters;
    return this.execute(organizationId, {
      text,
      filters: { ...(skills && { skills }), ...(tags && { tags }), ...(status && { status }) },
      ...page,
    });
  }
}
