import { CodedError } from '../errors/coded-error.js';

/** Documents that are indexed at once. */
export const MOST_DOCUMENTS = 500;
/** Totals above are estimates. */
export const EXACT_TOTAL = 10_000;
export const FACET_VALUES = 20;
/** Highlights come from the beginning of a text: marking all of it would cost more than the search. */
export const HIGHLIGHTED_CHARACTERS = 20_000;

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
  /** Employers, as the resume names them. */
  readonly companies: readonly string[];
  readonly location: string | null;
  readonly type: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  /** Resume text and notes. Only the first 200,000 characters are searched. */
  readonly text: string;
  readonly updatedAt: Date;
}

export const SEARCH_FACETS = ['skills', 'tags', 'type', 'status', 'location', 'companies'] as const;
export type SearchFacet = (typeof SEARCH_FACETS)[number];

export const SEARCH_SORTS = ['relevance', 'name', '-updatedAt'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Filters compare without regard to case and are joined by AND. */
export interface SearchFilters {
  /** The candidate has all of them. */
  readonly skills?: readonly string[];
  /** The candidate has all of them. */
  readonly tags?: readonly string[];
  /** The candidate is of one of them. */
  readonly type?: readonly string[];
  /** The candidate is in one of them. */
  readonly status?: readonly string[];
  /** The candidate is at one of them. */
  readonly location?: readonly string[];
  readonly updatedFrom?: Date;
  readonly updatedBefore?: Date;
}

export interface SearchQuery {
  /**
   * Words are joined by AND; `AND`, `OR`, `NOT` or `-`, `"a phrase"`, parentheses, `field:` (`SEARCH_FIELDS`) and `begin*` as usual (`NOT` binds before
   * `AND`, `AND` before `OR`). Words of one stem are one word. A single word also finds names that are spelt nearly alike. A word that no document of the
   * organization holds stands for those in names, titles, skills and companies of which it may be a slip (`isNear`). Absent or blank finds everyone.
   */
  readonly text?: string;
  /** Other names of what a term names, found as if `OR` joined them; the term comes as plain words with blanks between. */
  readonly synonymsOf?: (words: string) => readonly string[];
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

/** What a search looks for, whatever of it is shown and in which order. */
export type SearchCondition = Pick<SearchQuery, 'text' | 'synonymsOf' | 'filters'>;

/** Which documents a search is asked about, in order of id: those with up to 500 given ids, or the next `limit` after an id. */
export type SearchScope = { readonly ids: readonly string[] } | { readonly after: string | null; readonly limit: number };

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

  /**
   * The documents of a scope that a search finds, in order of id, with the version in which it found them. What was written within the last second
   * may be found as it was before: the version tells.
   */
  abstract matching(organizationId: string, condition: SearchCondition, scope: SearchScope): Promise<IndexedVersion[]>;

  /** How many documents the organization has; exact. */
  abstract count(organizationId: string): Promise<number>;

  /** Ids and versions in order of id, after the id `after`: for rebuilding, and for comparing with the records. */
  abstract versions(organizationId: string, after: string | null, limit: number): Promise<IndexedVersion[]>;

  /** Whether there is an index of the form that this version searches; false when it was lost, or was never built. Until `rebuild` nothing is found then. */
  abstract isComplete(): Promise<boolean>;

  /**
   * Builds the index of all organizations anew beside the one in use, and then uses the new one. `fill` indexes every document into what it is given.
   * What is written meanwhile goes to the index in use: compare `versions` with the records afterwards.
   */
  abstract rebuild(fill: (index: Pick<SearchIndex, 'index'>) => Promise<void>): Promise<void>;
}

/** What a driver throws when its engine does not answer. */
export const searchUnavailable = (cause: unknown): CodedError =>
  new CodedError('search.unavailable', 'unavailable', 'Candidates cannot be searched right now.', { retryAfterSeconds: 5, cause });
