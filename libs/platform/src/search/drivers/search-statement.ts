import type { SearchField, SearchExpression, SearchTerm } from '../query-language.js';
import type { SearchPosition } from '../search-cursor.js';
import { sortOf } from '../search-cursor.js';
import type { SearchFacet, SearchQuery, SearchScope, SearchSort } from '../search-index.js';

/** What each sort orders by, and how its value becomes text and comes back. */
const SORTS: Record<SearchSort, { column: string; direction: 'ASC' | 'DESC'; text: string; type: string }> = {
  relevance: { column: 'score', direction: 'DESC', text: 'score::text', type: 'float8' },
  name: { column: 'name_words COLLATE "C"', direction: 'ASC', text: 'name_words', type: 'text' },
  '-updatedAt': {
    column: 'updated_at',
    direction: 'DESC',
    text: `to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    type: 'timestamptz',
  },
};
const FACETS: Record<SearchFacet, string> = {
  skills: 'unnest(skills)',
  tags: 'unnest(tags)',
  companies: 'unnest(companies)',
  ...{ type: 'type', status: 'status', location: 'location' },
};
const SHORTEST_NAME = 3;

/** The SQL of one search and its parameters. All statements share the subquery of what is found. */
export class SearchStatement {
  readonly parameters: unknown[] = [];
  private readonly found: string;

  /** `expression`: the text of the query, with synonyms and slips resolved; null finds everyone. */
  constructor(
    index: string,
    private readonly query: SearchQuery,
    expression: SearchExpression | null,
  ) {
    this.found = this.subquery(this.bind(index), expression);
  }

  /** Rows `id`, `score` and `position`, in order, after the position. */
  page(limit: number, after: SearchPosition | null): string {
    const { column, direction, text, type } = SORTS[sortOf(this.query)];
    const beyond = direction === 'ASC' ? '>' : '<';
    const rest = after
      ? `WHERE ${column} ${beyond} ${this.bind(after.value)}::${type} OR (${column} = $${this.parameters.length}::${type} AND id > ${this.bind(after.id)}::uuid)`
      : '';
    return `SELECT id, score, ${text} AS position FROM (${this.found}) found ${rest} ORDER BY ${column} ${direction}, id LIMIT ${this.bind(limit)}`;
  }

  /** Rows `id` and `version` of a scope, in order of id. */
  matching(scope: SearchScope): string {
    const select = `SELECT id, version FROM (${this.found}) found`;
    if ('ids' in scope) return `${select} WHERE id = ANY(${this.bind(scope.ids)}::uuid[]) ORDER BY id`;
    const rest = scope.after === null ? '' : `WHERE id > ${this.bind(scope.after)}::uuid`;
    return `${select} ${rest} ORDER BY id LIMIT ${this.bind(scope.limit)}`;
  }

  /** One row `total`, which is at most `most` + 1. */
  total(most: number): string {
    return `SELECT count(*)::int AS total FROM (SELECT 1 FROM (${this.found}) found LIMIT ${this.bind(most + 1)}) counted`;
  }

  /** Rows `value` and `count`, the most frequent first; spellings that differ in case are one value. */
  facet(facet: SearchFacet, most: number): string {
    return `SELECT min(value) AS value, count(*)::int AS count FROM (SELECT ${FACETS[facet]} AS value FROM (${this.found}) found) valued
      WHERE value IS NOT NULL GROUP BY lower(value) ORDER BY count DESC, min(value) LIMIT ${this.bind(most)}`;
  }

  private subquery(index: string, expression: SearchExpression | null): string {
    const conditions = [`index_name = ${index}`, ...this.filters()];
    let score = '0::float8';
    if (expression !== null) {
      const words = this.tsquery(expression);
      const alike = `${this.bind(soleName(expression))}::text`;
      conditions.push(`id IN (SELECT platform.search_matches(${index}, ${words}, ${alike}))`);
      score = `ts_rank(words, ${words}, 1)::float8 + coalesce(public.word_similarity(${alike}, name_words), 0)::float8 / 10`;
    }
    return `SELECT id, version, name_words, skills, companies, tags, type, status, location, updated_at, ${score} AS score
      FROM platform.search_documents WHERE ${conditions.join(' AND ')}`;
  }

  private tsquery(expression: SearchExpression): string {
    switch (expression.kind) {
      case 'words': {
        const words = `to_tsquery('platform.search', ${this.bind(tsqueryOf(expression))})`;
        return expression.field === null
          ? words
          : `platform.search_in_field(${this.bind(expression.field satisfies SearchField)}, ${words})`;
      }
      case 'not':
        return `(!! ${this.tsquery(expression.operand)})`;
      default:
        return `(${this.tsquery(expression.left)} ${expression.kind === 'and' ? '&&' : '||'} ${this.tsquery(expression.right)})`;
    }
  }

  private filters(): string[] {
    const { skills, tags, type, status, location, updatedFrom, updatedBefore } = this.query.filters ?? {};
    const lower = (values: readonly string[]): string => this.bind(values.map((value) => value.toLowerCase()));
    return [
      ...(skills ? [`skill_keys @> ${lower(skills)}::text[]`] : []),
      ...(tags ? [`tag_keys @> ${lower(tags)}::text[]`] : []),
      ...(type ? [`lower(type) = ANY(${lower(type)}::text[])`] : []),
      ...(status ? [`lower(status) = ANY(${lower(status)}::text[])`] : []),
      ...(location ? [`lower(location) = ANY(${lower(location)}::text[])`] : []),
      ...(updatedFrom ? [`updated_at >= ${this.bind(updatedFrom)}::timestamptz`] : []),
      ...(updatedBefore ? [`updated_at < ${this.bind(updatedBefore)}::timestamptz`] : []),
    ];
  }

  private bind(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }
}

/** An expression as the text of a tsquery, wherever its terms have to stand; for highlights. */
export function tsqueryOf(expression: SearchExpression): string {
  switch (expression.kind) {
    case 'words':
      return phraseOf(expression);
    case 'not':
      return `!${tsqueryOf(expression.operand)}`;
    default:
      return `(${tsqueryOf(expression.left)} ${expression.kind === 'and' ? '&' : '|'} ${tsqueryOf(expression.right)})`;
  }
}

/** Words hold letters and digits only, so quoting them is all it takes. */
function phraseOf({ words, isPrefix }: SearchTerm): string {
  return `(${words.map((word, place) => `'${word}'${isPrefix && place === words.length - 1 ? ':*' : ''}`).join(' <-> ')})`;
}

/** The word with which names are compared: one that stands alone, and may be a name. */
function soleName(expression: SearchExpression): string | null {
  if (expression.kind !== 'words' || expression.isPrefix || (expression.field ?? 'name') !== 'name') return null;
  const [name, more] = expression.words;
  return name !== undefined && more === undefined && name.length >= SHORTEST_NAME ? name : null;
}
