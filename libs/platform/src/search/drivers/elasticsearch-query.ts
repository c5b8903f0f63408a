import type { estypes } from '@elastic/elasticsearch';
import { expressionOf } from '../expand-query.js';
import { mostEdits } from '../near-words.js';
import type { SearchExpression, SearchField, SearchTerm } from '../query-language.js';
import { sortOf } from '../search-cursor.js';
import type { SearchPosition } from '../search-cursor.js';
import type { SearchFilters, SearchQuery, SearchSort } from '../search-index.js';

type Clause = estypes.QueryDslQueryContainer;

/** Where words are looked for, and how much a match there weighs. */
const FIELDS = ['name_words^10', 'title_words^4', 'skill_words^4', 'label_words^2', 'text_words'];
const NAMED_FIELDS: Readonly<Record<SearchField, string>> = {
  ...{ name: 'name_words', email: 'email_words', title: 'title_words', skill: 'skill_words' },
  ...{ company: 'company_words', location: 'location_words', tag: 'tag_words' },
};
const SHORTEST_NAME = 3;
/** Words that a beginning may stand for. */
const MOST_EXPANSIONS = 1_000;
/** Documents in which words near a slip are looked for, the most like it first. */
const LOOKED_THROUGH = 200;

/** What each sort orders by, and how its value becomes text and comes back. */
const SORTS: Record<
  SearchSort,
  { field: string; order: 'asc' | 'desc'; text: (value: unknown) => string; value: (text: string) => string | number }
> = {
  relevance: { field: '_score', order: 'desc', text: String, value: Number },
  name: { field: 'name_order', order: 'asc', text: String, value: String },
  '-updatedAt': {
    field: 'updated_at',
    order: 'desc',
    text: (value) => new Date(Number(value)).toISOString(),
    value: (text) => Date.parse(text),
  },
};

/** The question of one search: which documents, and which of their words to mark. */
export interface ElasticsearchQuestion {
  readonly query: Clause;
  /** Null where the search has no words. */
  readonly words: Clause | null;
}

/** Always asks for documents of that organization alone, whatever the query says. `expression`: the text of the query, with slips resolved. */
export function questionOf(
  organizationId: string,
  query: SearchQuery,
  expression: SearchExpression | null = expressionOf(query),
): ElasticsearchQuestion {
  const words = expression && clauseOf(expression);
  const filter = [{ term: { organization_id: organizationId } }, ...filtersOf(query.filters ?? {})];
  return { query: { bool: { filter, ...(expression && words && { must: [orNameAlike(expression, words)] }) } }, words };
}

/** The same, of these documents alone. */
export function amongIds(query: Clause, ids: readonly string[]): Clause {
  return { bool: { must: [query], filter: [{ terms: { id: [...ids] } }] } };
}

/** Counts the documents that hold each of the words, by the place of the word. */
export function countingWords(
  organizationId: string,
  words: readonly string[],
): Pick<estypes.SearchRequest, 'query' | 'size' | 'aggregations'> {
  const filters = Object.fromEntries(
    words.map((word, place) => [String(place), clauseOf({ kind: 'words', words: [word], field: null, isPrefix: false })]),
  );
  return { query: questionOf(organizationId, {}).query, size: 0, aggregations: { words: { filters: { filters } } } };
}

/** Documents with words that may be meant by a slip. */
export function nearSlip(organizationId: string, slip: string): Pick<estypes.SearchRequest, 'query' | 'size' | '_source'> {
  const filter = [{ term: { organization_id: organizationId } }];
  const near: Clause = { fuzzy: { known_words: { value: slip, fuzziness: mostEdits(slip), prefix_length: 1, transpositions: true } } };
  return { query: { bool: { filter, must: [near] } }, size: LOOKED_THROUGH, _source: ['known_words'] };
}

export function sortBy(query: SearchQuery): estypes.Sort {
  const { field, order } = SORTS[sortOf(query)];
  return [{ [field]: { order } }, { id: { order: 'asc' } }];
}

/** Where a hit stands in the order, and where the page after a position begins. */
export function positionOf(query: SearchQuery, [value, id]: readonly unknown[]): SearchPosition {
  return { value: SORTS[sortOf(query)].text(value), id: String(id) };
}

export function searchAfter(query: SearchQuery, { value, id }: SearchPosition): estypes.SortResults {
  return [SORTS[sortOf(query)].value(value), id];
}

/** Operators in a row become one clause: Elasticsearch bounds how deep clauses may be nested. */
function clauseOf(expression: SearchExpression): Clause {
  switch (expression.kind) {
    case 'words':
      return termClause(expression);
    case 'not':
      return { bool: { must_not: [clauseOf(expression.operand)] } };
    case 'or':
      return { bool: { should: operandsOf('or', expression).map(clauseOf), minimum_should_match: 1 } };
    case 'and': {
      const operands = operandsOf('and', expression);
      const wanted = operands.filter(({ kind }) => kind !== 'not');
      const unwanted = operands.flatMap((operand) => (operand.kind === 'not' ? [operand.operand] : []));
      return { bool: { must: wanted.map(clauseOf), must_not: unwanted.map(clauseOf) } };
    }
  }
}

function termClause({ words, field, isPrefix }: SearchTerm): Clause {
  const fields = field === null ? FIELDS : [NAMED_FIELDS[field]];
  const query = words.join(' ');
  if (!isPrefix) return { multi_match: { query, type: 'phrase', fields } };
  return { multi_match: { query, type: 'phrase_prefix', fields, max_expansions: MOST_EXPANSIONS } };
}

function operandsOf(kind: 'and' | 'or', expression: SearchExpression): SearchExpression[] {
  return expression.kind === kind ? [...operandsOf(kind, expression.left), ...operandsOf(kind, expression.right)] : [expression];
}

/** A single word also finds names that are spelt nearly alike. */
function orNameAlike(expression: SearchExpression, words: Clause): Clause {
  if (expression.kind !== 'words' || expression.isPrefix || (expression.field ?? 'name') !== 'name') return words;
  const [word = '', ...more] = expression.words;
  if (word.length < SHORTEST_NAME || more.length > 0) return words;
  return { bool: { should: [words, { match: { name_words: { query: word, fuzziness: 'AUTO', boost: 0.1 } } }] } };
}

function filtersOf({ skills = [], tags = [], type, status, location, updatedFrom, updatedBefore }: SearchFilters): Clause[] {
  const one = (field: string, value: string): Clause => ({ term: { [field]: keyOf(value) } });
  const any = (field: string, values: readonly string[]): Clause => ({ terms: { [field]: values.map(keyOf) } });
  return [
    ...skills.map((skill) => one('skill_keys', skill)),
    ...tags.map((tag) => one('tag_keys', tag)),
    ...(type ? [any('type_key', type)] : []),
    ...(status ? [any('status_key', status)] : []),
    ...(location ? [any('location_key', location)] : []),
    ...(updatedFrom ? [{ range: { updated_at: { gte: updatedFrom.toISOString() } } }] : []),
    ...(updatedBefore ? [{ range: { updated_at: { lt: updatedBefore.toISOString() } } }] : []),
  ];
}

/** Keeps a value below the 32,766 bytes that Lucene can compare. */
const LONGEST_KEY = 8_000;

export const comparable = (value: string): string => value.slice(0, LONGEST_KEY);
/** As values are compared: without regard to case. */
export const keyOf = (value: string): string => comparable(value.toLowerCase()).toWellFormed();
