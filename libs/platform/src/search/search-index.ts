/** One candidate as search sees them. */
export interface SearchDocument {
  /** UUID, unique within the organization. */
  readonly id: string;
  /** Version of the record it was built from; an older one never overwrites a newer one, the same one may be written again. */
  readonly version: number;
  readonly name: string;
  readonly emails: readonly string[];
  readonly title: string | null;
  readonly skills: readonly string[];
  readonly location: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  /** Resume text and notes. Only the first 200,000 characters are searched. */
  readonly text: string;
  readonly updatedAt: Date;
}

export const SEARCH_FACETS = ['skills', 'tags', 'status', 'location'] as const;
export type SearchFacet = (typeof SEARCH_FACETS)[number];

export const SEARCH_SORTS = ['relevance', 'name', '-updatedAt'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Filters compare without regard to case and are joined by AND. */
export interface SearchFilters {
  /** The candidate has all of them. */
  readonly skills?: readonly string[];
  /** The candidate has all of them. */
  readonly tags?: readonly string[];
  /** The candidate is in one of them. */
  readonly status?: readonly string[];
  /** The candidate is at one of them. */
  readonly location?: readonly string[];
  readonly updatedFrom?: Date;
  readonly updatedBefore?: Date;
}

export interface SearchQuery {
  /**
   * Words are joined by AND; `AND`, `OR`, `NOT`, `"a phrase"` and parentheses as usual (`NOT` binds before `AND`, `AND` before `OR`).
   * A single word also finds names that are spelt nearly alike. Absent or blank finds everyone.
   */
  readonly text?: string;
  readonly filters?: SearchFilters;
  readonly facets?: readonly SearchFacet[];
  /** `relevance` when there is text, else `-updatedAt`. Ties are ordered by id. */
  readonly sort?: SearchSort;
  /** 1 to 100; 20 when absent. */
  readonly limit?: number;
  /** `nextCursor` of the page before, with the same text, filters and sort. */
  readonly cursor?: string;
}

/** Words found, each marked by `start` and `end` (UTF-16 offsets into `text`). */
export interface SearchHighlight {
  readonly field: 'name' | 'title' | 'skills' | 'text';
  readonly text: string;
  readonly matches: readonly { readonly start: number; readonly end: number }[];
}

export interface SearchHit {
  readonly id: string;
  /** Higher is better; comparable within one search only. */
  readonly score: number;
  readonly highlights: readonly SearchHighlight[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Exact up to 10,000. */
  readonly total: number;
  readonly totalIsEstimate: boolean;
  /** The requested facets: the 20 most frequent values of each, over all that is found. */
  readonly facets: Readonly<Partial<Record<SearchFacet, readonly FacetValue[]>>>;
  readonly nextCursor: string | null;
}

export interface IndexedVersion {
  readonly id: string;
  readonly version: number;
}

/**
 * Full-text search over the candidates of one organization. It is a projection: it may lag, and it can be lost and rebuilt by indexing all
 * documents again and removing whatever `versions` lists beside them. Every method sees one organization only.
 *
 * Errors: `search.query_malformed` (malformed, `detail` names the position), `search.cursor_malformed`
 * (malformed), `search.unavailable` (unavailable).
 */
export abstract class SearchIndex {
  /** Adds or replaces up to 500 documents; visible to searches within a second. */
  abstract index(organizationId: string, documents: readonly SearchDocument[]): Promise<void>;

  /** Removes documents; missing ones are fine. */
  abstract remove(organizationId: string, ids: readonly string[]): Promise<void>;

  abstract search(organizationId: string, query: SearchQuery): Promise<SearchResult>;

  /** How many documents the organization has; exact. */
  abstract count(organizationId: string): Promise<number>;

  /** Ids and versions in order of id, after the id `after`: for rebuilding, and for comparing with the records. */
  abstract versions(organizationId: string, after: string | null, limit: number): Promise<IndexedVersion[]>;
}
