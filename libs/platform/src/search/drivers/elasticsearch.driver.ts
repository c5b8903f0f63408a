import type * as elasticsearchPackage from '@elastic/elasticsearch';
import type { estypes, Client } from '@elastic/elasticsearch';
import { CodedError } from '../../errors/coded-error.js';
import { expressionOf, possibleSlips, resolveSlips } from '../expand-query.js';
import { highlightOf } from '../highlights.js';
import { markedWords } from '../marked-words.js';
import { shownFields } from '../prepared-document.js';
import type { SearchExpression } from '../query-language.js';
import { decodeSearchCursor, encodeSearchCursor } from '../search-cursor.js';
import { EXACT_TOTAL, MOST_DOCUMENTS, SearchIndex, searchUnavailable } from '../search-index.js';
import type {
  IndexedVersion,
  SearchCondition,
  SearchDocument,
  SearchHighlight,
  SearchHit,
  SearchQuery,
  SearchResult,
  SearchScope,
} from '../search-index.js';
import { wordsOf } from '../words.js';
import { aggregationsOf, valuesOf } from './elasticsearch-facets.js';
import { documentOf } from './elasticsearch-document.js';
import { MAPPING_VERSION, mappings, settings } from './elasticsearch-mapping.js';
import { amongIds, countingWords, nearSlip, positionOf, questionOf, searchAfter, sortBy } from './elasticsearch-query.js';

/** Bytes of one request with documents. */
const FLUSH_BYTES = 5_000_000;
const SHOWN = ['name', 'title', 'skills', 'head'];
/** The field whose words are marked for each field that is shown. */
const MARKED: Record<SearchHighlight['field'], string> = {
  name: 'name_words',
  title: 'title_words',
  skills: 'skill_words',
  text: 'head_words',
};

interface Source {
  readonly name: string;
  readonly title: string | null;
  readonly skills: readonly string[];
  readonly head: string;
  readonly known_words: readonly string[];
}

export interface ElasticsearchOptions {
  readonly client: Client;
  /** Name under which the index in use is known; indexes themselves are called after it and the time they were made. */
  readonly alias: string;
}

/**
 * Full-text search in Elasticsearch. The alias leads to the index in use. Every request names the organization twice: by routing, which keeps its
 * documents on one shard, and by a filter.
 */
export class ElasticsearchSearchIndex extends SearchIndex {
  private readonly client: Client;
  private readonly alias: string;

  constructor({ client, alias }: ElasticsearchOptions) {
    super();
    this.client = client;
    this.alias = alias;
  }

  override async index(organizationId: string, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length > MOST_DOCUMENTS) throw new RangeError(`At most ${MOST_DOCUMENTS} documents are indexed at once`);
    await this.write(this.alias, organizationId, documents);
  }

  override async remove(organizationId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const operations = ids.map((id) => ({ delete: { _id: documentId(organizationId, id) } }));
    const { items } = await answered(this.client.bulk({ index: this.alias, require_alias: true, routing: organizationId, operations }));
    for (const { delete: removed } of items) if (removed && removed.error) throw searchUnavailable(new Error(removed.error.type));
  }

  override async search(organizationId: string, query: SearchQuery): Promise<SearchResult> {
    const { limit = 20, facets = [] } = query;
    const after = query.cursor === undefined ? null : decodeSearchCursor(query, query.cursor);
    const asked = expressionOf(query);
    const question = questionOf(organizationId, query, asked && (await this.withSlips(organizationId, asked)));
    const found = await answered(
      this.client.search<Source>({
        ...this.within(organizationId),
        query: question.query,
        size: limit + 1,
        sort: sortBy(query),
        track_scores: true,
        track_total_hits: EXACT_TOTAL,
        _source: SHOWN,
        ...(after && { search_after: searchAfter(query, after) }),
        ...(question.words && { highlight: highlightOfWords(question.words) }),
        ...(facets.length > 0 && { aggregations: aggregationsOf(facets) }),
      }),
    );
    const hits = found.hits.hits.slice(0, limit);
    const last = found.hits.hits.length > limit ? hits.at(-1) : undefined;
    const { value, relation } = found.hits.total as estypes.SearchTotalHits;
    return {
      hits: hits.map(hitOf),
      total: value,
      totalIsEstimate: relation === 'gte',
      facets: Object.fromEntries(facets.map((facet) => [facet, valuesOf(found.aggregations?.[facet])])),
      nextCursor: last ? encodeSearchCursor(query, positionOf(query, last.sort ?? [])) : null,
    };
  }

  override async matching(organizationId: string, condition: SearchCondition, scope: SearchScope): Promise<IndexedVersion[]> {
    const asked = expressionOf(condition);
    const expression = asked && (await this.withSlips(organizationId, asked));
    const { query } = questionOf(organizationId, condition, expression);
    return this.listed(organizationId, 'ids' in scope ? amongIds(query, scope.ids) : query, scope);
  }

  /** Words that no document holds become those of which they may be slips. */
  private async withSlips(organizationId: string, expression: SearchExpression): Promise<SearchExpression> {
    const wanted = possibleSlips(expression);
    if (wanted.length === 0) return expression;
    const counted = await answered(this.client.search({ ...this.within(organizationId), ...countingWords(organizationId, wanted) }));
    const { buckets } = counted.aggregations?.['words'] as estypes.AggregationsFiltersAggregate;
    const counts = buckets as Record<string, estypes.AggregationsFiltersBucket>;
    const found = new Map<string, string[]>();
    for (const slip of wanted.filter((_, place) => counts[String(place)]?.doc_count === 0)) {
      const { hits } = await answered(
        this.client.search<Pick<Source, 'known_words'>>({ ...this.within(organizationId), ...nearSlip(organizationId, slip) }),
      );
      found.set(slip, [...new Set(hits.hits.flatMap(({ _source }) => _source?.known_words ?? []))]);
    }
    return resolveSlips(expression, found, (word) => word);
  }

  override async count(organizationId: string): Promise<number> {
    await answered(this.client.indices.refresh({ index: this.alias }));
    const { query } = questionOf(organizationId, {});
    return (await answered(this.client.count({ ...this.within(organizationId), query }))).count;
  }

  override async versions(organizationId: string, after: string | null, limit: number): Promise<IndexedVersion[]> {
    await answered(this.client.indices.refresh({ index: this.alias }));
    return this.listed(organizationId, questionOf(organizationId, {}).query, { after, limit });
  }

  override async isComplete(): Promise<boolean> {
    try {
      const indexes = Object.values(await this.client.indices.getMapping({ index: this.alias }));
      return indexes.every(({ mappings: { _meta } }) => _meta?.['version'] === MAPPING_VERSION);
    } catch (error) {
      if (isMissing(error)) return false;
      throw searchUnavailable(error);
    }
  }

  override async rebuild(fill: (index: Pick<SearchIndex, 'index'>) => Promise<void>): Promise<void> {
    const name = `${this.alias}-${Date.now()}`;
    await answered(this.client.indices.create({ index: name, settings, mappings }));
    try {
      await fill({ index: (organizationId, documents) => this.write(name, organizationId, documents) });
      await answered(this.client.indices.refresh({ index: name }));
    } catch (error) {
      await this.client.indices.delete({ index: name }).catch(() => undefined);
      throw error;
    }
    await this.use(name);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /**
   * From now on the alias leads there, and to nothing else: in one step, so that no search finds nothing. What is older is deleted, also what a
   * killed process left half-built.
   */
  private async use(name: string): Promise<void> {
    const all = await answered(this.client.indices.get({ index: `${this.alias}-*`, features: ['aliases'] }));
    const former = Object.keys(all).filter((index) => madeAt(index) < madeAt(name));
    const actions = [...former.map((index) => ({ remove_index: { index } })), { add: { index: name, alias: this.alias } }];
    await answered(this.client.indices.updateAliases({ actions }));
  }

  private async write(target: string, organizationId: string, documents: readonly SearchDocument[]): Promise<void> {
    const failures: string[] = [];
    await answered(
      this.client.helpers.bulk({
        datasource: [...documents],
        flushBytes: FLUSH_BYTES,
        concurrency: 1,
        retries: 0,
        refresh: false,
        routing: organizationId,
        ...(target === this.alias && { require_alias: true }),
        onDocument: (document) => [
          {
            index: {
              _index: target,
              _id: documentId(organizationId, document.id),
              // What is there already and newer stays.
              version: document.version,
              version_type: 'external_gte',
            },
          },
          documentOf(organizationId, document),
        ],
        onDrop: ({ status, error }) => {
          if (status !== 409) failures.push(error?.type ?? String(status));
        },
      }),
    );
    if (failures.length > 0) throw searchUnavailable(new Error(`${failures.length} documents were not indexed: ${failures[0]}`));
  }

  /** In order of id, as far as the engine shows them by now. */
  private async listed(organizationId: string, query: estypes.QueryDslQueryContainer, scope: SearchScope): Promise<IndexedVersion[]> {
    const { after, limit } = 'ids' in scope ? { after: null, limit: scope.ids.length } : scope;
    const { hits } = await answered(
      this.client.search({
        ...this.within(organizationId),
        query,
        size: limit,
        sort: [{ id: 'asc' }],
        version: true,
        _source: false,
        ...(after !== null && { search_after: [after] }),
      }),
    );
    return hits.hits.map(({ sort, _version }) => ({ id: String(sort?.[0]), version: _version ?? 0 }));
  }

  private within(organizationId: string): { index: string; routing: string; preference: string } {
    // The same copy for all pages: copies may score a little differently.
    return { index: this.alias, routing: organizationId, preference: organizationId };
  }
}

const documentId = (organizationId: string, id: string): string => `${organizationId}:${id}`;
const madeAt = (index: string): number => Number(index.slice(index.lastIndexOf('-') + 1));

function hitOf({ _score, _source, highlight = {}, sort }: estypes.SearchHit<Source>): SearchHit {
  const fields = _source ? shownFields(_source.name, _source.title, _source.skills, _source.head) : [];
  const highlights = fields.flatMap(({ field, text }) => {
    const [marked] = highlight[MARKED[field]] ?? [];
    return marked === undefined ? [] : (highlightOf(field, text, wordsOf(text), markedWords(marked)) ?? []);
  });
  return { id: String(sort?.[1]), score: _score ?? 0, highlights };
}

/** The engine marks words in the plain words of each field; their places in the field itself are known here. */
function highlightOfWords(words: estypes.QueryDslQueryContainer): estypes.SearchHighlight {
  const fields = Object.fromEntries(Object.values(MARKED).map((field) => [field, {}]));
  return { fields, highlight_query: words, require_field_match: false, number_of_fragments: 0, pre_tags: ['<'], post_tags: ['>'] };
}

/** By its name: the client may come from another copy of the package than one that is loaded here. */
const isResponse = (error: unknown): error is elasticsearchPackage.errors.ResponseError =>
  error instanceof Error && error.name === 'ResponseError';
const isMissing = (error: unknown): boolean => isResponse(error) && error.statusCode === 404;

/** A search that is nested more deeply than the engine allows is the caller's fault, everything else the engine's or ours. */
async function answered<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (isResponse(error) && error.message.includes('too_many_nested_clauses'))
      throw new CodedError('search.query_malformed', 'malformed', 'The search text is nested too deeply.', { cause: error });
    throw searchUnavailable(error);
  }
}
