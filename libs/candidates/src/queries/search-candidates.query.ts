import { Injectable } from '@nestjs/common';
import { SearchIndex, plainText } from '@shortlist/platform';
import type { SearchHit, SearchQuery, SearchResult } from '@shortlist/platform';
import { notSearchable } from '../domain/people/candidates.errors.js';
import { SkillSynonyms } from '../domain/search/skill-synonyms.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import type { CandidateFilters } from './list-candidates.query.js';

export interface FoundCandidate extends DescribedCandidate {
  readonly hit: SearchHit;
}

export interface CandidateSearch extends Omit<SearchResult, 'hits'> {
  readonly items: readonly FoundCandidate[];
}

const UNSEARCHABLE = ['employmentStatus', 'ids', 'createdFrom', 'createdBefore'] as const satisfies readonly (keyof CandidateFilters)[];

/** Full-text search; a skill is also found by its other names. The index may lag behind the records by a moment; what is shown comes from the records. */
@Injectable()
export class SearchCandidates {
  /** Made for the first search: it reads every spelling of the taxonomy, for which no start should wait. */
  private synonyms: SkillSynonyms | undefined;

  constructor(
    private readonly index: SearchIndex,
    private readonly describeCandidates: DescribeCandidates,
  ) {}

  async execute(organizationId: string, query: SearchQuery): Promise<CandidateSearch> {
    const synonyms = (this.synonyms ??= new SkillSynonyms(plainText));
    const synonymsOf = (words: string): readonly string[] => synonyms.of(words);
    const { hits, ...result } = await this.index.search(organizationId, { ...query, synonymsOf });
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
    const { skills, tags, type, status } = filters;
    return this.execute(organizationId, {
      text,
      filters: { ...(skills && { skills }), ...(tags && { tags }), ...(type && { type }), ...(status && { status }) },
      ...page,
    });
  }
}
