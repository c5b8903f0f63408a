import { Injectable } from '@nestjs/common';
import { SearchIndex, plainText } from '@shortlist/platform';
import type { IndexedVersion, SearchFacet, SearchHit, SearchQuery, SearchResult, SearchScope, SearchSort } from '@shortlist/platform';
import { notSearchable } from '../domain/people/candidates.errors.js';
import { SkillSynonyms } from '../domain/search/skill-synonyms.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import type { CandidateFilters } from './list-candidates.query.js';

/** A search as people write it, and as it is saved: plain data. Instants are RFC 3339. */
export interface CandidateQuery {
  readonly text?: string | null;
  readonly skills?: readonly string[];
  readonly tags?: readonly string[];
  readonly type?: readonly string[];
  readonly status?: readonly string[];
  readonly location?: readonly string[];
  readonly updatedFrom?: string;
  readonly updatedBefore?: string;
  readonly facets?: readonly SearchFacet[];
  readonly sort?: SearchSort;
  /** 1 to 100; 20 when absent. */
  readonly limit?: number;
}

/** The same for the search index. */
export function searchQueryOf({ text, facets, sort, limit, ...filters }: CandidateQuery): SearchQuery {
  const { updatedFrom, updatedBefore, ...terms } = filters;
  return {
    ...(text && { text }),
    filters: {
      ...terms,
      ...(updatedFrom && { updatedFrom: new Date(updatedFrom) }),
      ...(updatedBefore && { updatedBefore: new Date(updatedBefore) }),
    },
    ...(facets && { facets }),
    ...(sort && { sort }),
    ...(limit !== undefined && { limit }),
  };
}

export interface FoundCandidate extends DescribedCandidate {
  readonly hit: SearchHit;
}

export interface CandidateSearch extends Omit<SearchResult, 'hits'> {
  readonly items: readonly FoundCandidate[];
}

const UNSEARCHABLE = [
  'employmentStatus',
  'ids',
  'createdAt[gte]',
  'createdAt[gt]',
  'createdAt[lte]',
  'createdAt[lt]',
] as const satisfies readonly (keyof CandidateFilters)[];

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
    const { hits, ...result } = await this.index.search(organizationId, { ...query, synonymsOf: this.synonymsOf });
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    const described = await this.describeCandidates.byIds(organizationId, [...byId.keys()]);
    const items = described.flatMap((one) => {
      const hit = byId.get(one.candidate.id);
      return hit ? [{ ...one, hit }] : [];
    });
    return { ...result, items };
  }

  /** Which documents of a scope such a search finds, and in which version. */
  matching(organizationId: string, query: CandidateQuery, scope: SearchScope): Promise<IndexedVersion[]> {
    const { text, filters } = searchQueryOf(query);
    const condition = { ...(text !== undefined && { text }), ...(filters && { filters }), synonymsOf: this.synonymsOf };
    return this.index.matching(organizationId, condition, scope);
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

  private readonly synonymsOf = (words: string): readonly string[] => (this.synonyms ??= new SkillSynonyms(plainText)).of(words);
}
