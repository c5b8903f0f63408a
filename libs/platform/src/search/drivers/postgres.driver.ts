import { isUnavailable } from '../../database/database-errors.js';
import type { Tx, UnitOfWork } from '../../database/unit-of-work.js';
import { expressionOf, possibleSlips, resolveSlips } from '../expand-query.js';
import { highlightOf } from '../highlights.js';
import { markedWords } from '../marked-words.js';
import { MARK_BETWEEN, prepared, shownFields } from '../prepared-document.js';
import type { SearchExpression } from '../query-language.js';
import { decodeSearchCursor, encodeSearchCursor } from '../search-cursor.js';
import { EXACT_TOTAL, FACET_VALUES, HIGHLIGHTED_CHARACTERS, MOST_DOCUMENTS, SearchIndex, searchUnavailable } from '../search-index.js';
import type {
  FacetValue,
  IndexedVersion,
  SearchCondition,
  SearchDocument,
  SearchFacet,
  SearchHighlight,
  SearchHit,
  SearchQuery,
  SearchResult,
  SearchScope,
} from '../search-index.js';
import { wordsOf } from '../words.js';
import { SearchStatement, tsqueryOf } from './search-statement.js';

interface PageRow {
  readonly id: string;
  readonly score: number;
  readonly position: string;
}
interface FieldsRow {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly skills: string[];
  readonly body: string;
}

/** Full-text search in PostgreSQL: table `platform.search_documents`, under row security. */
export class PostgresSearchIndex extends SearchIndex {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly name = 'candidates',
  ) {
    super();
  }

  override async index(organizationId: string, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length > MOST_DOCUMENTS) throw new RangeError(`At most ${MOST_DOCUMENTS} documents are indexed at once`);
    if (documents.length === 0) return;
    const rows = JSON.stringify(newest(documents).map(rowOf));
    await this.within(organizationId, (tx) => tx.execute(UPSERT, [organizationId, this.name, rows]));
  }

  override async remove(organizationId: string, ids: readonly string[]): Promise<void> {
    await this.within(organizationId, (tx) =>
      tx.execute('DELETE FROM platform.search_documents WHERE index_name = $1 AND id = ANY($2::uuid[])', [this.name, ids]),
    );
  }

  override async search(organizationId: string, query: SearchQuery): Promise<SearchResult> {
    const { limit = 20, facets = [] } = query;
    const after = query.cursor === undefined ? null : decodeSearchCursor(query, query.cursor);
    const asked = expressionOf(query);
    return this.within(organizationId, async (tx) => {
      const expression = asked && (await this.withSlips(tx, asked));
      const statement = (): SearchStatement => new SearchStatement(this.name, query, expression);
      const page = statement();
      const rows = await tx.query<PageRow>(page.page(limit + 1, after), page.parameters);
      const hits = rows.slice(0, limit);
      const total = await this.total(tx, statement());
      const last = rows.length > limit ? hits.at(-1) : undefined;
      return {
        hits: await this.withHighlights(tx, hits, expression && tsqueryOf(expression)),
        total: Math.min(total, EXACT_TOTAL),
        totalIsEstimate: total > EXACT_TOTAL,
        facets: await this.facets(tx, statement, facets),
        nextCursor: last ? encodeSearchCursor(query, { value: last.position, id: last.id }) : null,
      };
    });
  }

  override async matching(organizationId: string, condition: SearchCondition, scope: SearchScope): Promise<IndexedVersion[]> {
    const asked = expressionOf(condition);
    const rows = await this.within(organizationId, async (tx) => {
      const statement = new SearchStatement(this.name, condition, asked && (await this.withSlips(tx, asked)));
      return tx.query<{ id: string; version: string }>(statement.matching(scope), statement.parameters);
    });
    return rows.map(({ id, version }) => ({ id, version: Number(version) }));
  }

  override async count(organizationId: string): Promise<number> {
    const sql = 'SELECT count(*)::int AS count FROM platform.search_documents WHERE index_name = $1';
    const rows = await this.within(organizationId, (tx) => tx.query<{ count: number }>(sql, [this.name]));
    return rows[0]?.count ?? 0;
  }

  override async versions(organizationId: string, after: string | null, limit: number): Promise<IndexedVersion[]> {
    const sql = `SELECT id, version FROM platform.search_documents
      WHERE index_name = $1 AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3`;
    const rows = await this.within(organizationId, (tx) => tx.query<{ id: string; version: string }>(sql, [this.name, after, limit]));
    return rows.map(({ id, version }) => ({ id, version: Number(version) }));
  }

  override isComplete(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** Rows are replaced one by one, so nobody sees a gap. */
  override rebuild(fill: (index: Pick<SearchIndex, 'index'>) => Promise<void>): Promise<void> {
    return fill(this);
  }

  private async within<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run({ organizationId }, work);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      throw searchUnavailable(error);
    }
  }

  /** Words that no document holds become those of which they may be slips. */
  private async withSlips(tx: Tx, expression: SearchExpression): Promise<SearchExpression> {
    const wanted = possibleSlips(expression);
    if (wanted.length === 0) return expression;
    const rows = await tx.query<{ wanted: string; word: string }>(SLIPS, [this.name, wanted]);
    return resolveSlips(
      expression,
      Map.groupBy(rows, (row) => row.wanted),
      ({ word }) => word,
    );
  }

  private async total(tx: Tx, statement: SearchStatement): Promise<number> {
    const rows = await tx.query<{ total: number }>(statement.total(EXACT_TOTAL), statement.parameters);
    return rows[0]?.total ?? 0;
  }

  private async facets(tx: Tx, statement: () => SearchStatement, facets: readonly SearchFacet[]): Promise<SearchResult['facets']> {
    const values: Partial<Record<SearchFacet, readonly FacetValue[]>> = {};
    for (const facet of facets) {
      const counted = statement();
      values[facet] = await tx.query<FacetValue>(counted.facet(facet, FACET_VALUES), counted.parameters);
    }
    return values;
  }

  private async withHighlights(tx: Tx, rows: readonly PageRow[], wordQuery: string | null): Promise<SearchHit[]> {
    const highlights = wordQuery === null || rows.length === 0 ? null : await this.highlights(tx, rows, wordQuery);
    return rows.map(({ id, score }) => ({ id, score, highlights: highlights?.get(id) ?? [] }));
  }

  /** PostgreSQL marks the words that it found in the plain words of each field; their places in the field itself are known here. */
  private async highlights(tx: Tx, rows: readonly PageRow[], wordQuery: string): Promise<Map<string, SearchHighlight[]>> {
    const ids = rows.map(({ id }) => id);
    const found = await tx.query<FieldsRow>(FIELDS, [this.name, ids, HIGHLIGHTED_CHARACTERS]);
    const fields = found.flatMap(({ id, name, title, skills, body }) =>
      shownFields(name, title, skills, body).map((field) => ({ id, ...field, words: wordsOf(field.text) })),
    );
    const plain = fields.map(({ words }) => words.map(({ word }) => word).join(' '));
    const marked = await tx.query<{ marked: string }>(MARK, [plain, wordQuery]);
    const highlights = new Map<string, SearchHighlight[]>();
    for (const [index, { id, field, text, words }] of fields.entries()) {
      const highlight = highlightOf(field, text, words, markedWords(marked[index]?.marked ?? ''));
      if (highlight) highlights.set(id, [...(highlights.get(id) ?? []), highlight]);
    }
    return highlights;
  }
}

const FIELDS = `SELECT id, name, title, skills, left(body, $3) AS body FROM platform.search_documents WHERE index_name = $1 AND id = ANY($2::uuid[])`;

const MARK = `SELECT ts_headline('platform.search', plain, to_tsquery('platform.search', $2), 'HighlightAll=true, StartSel=<, StopSel=>') AS marked
  FROM unnest($1::text[]) WITH ORDINALITY AS fields (plain, place) ORDER BY place`;

/** Function calls, because under row security no index serves these look-ups. */
const SLIPS = `SELECT missing AS wanted, known AS word
  FROM platform.search_missing_words($1, $2::text[]) AS missing, platform.search_known_words($1, missing) AS known`;

const UPSERT = `
  INSERT INTO platform.search_documents AS stored (organization_id, index_name, id, version, name, title, skills, companies, location, type, status, tags,
    body, skill_keys, tag_keys, name_words, known_words, words, updated_at)
  SELECT $1, $2, id, version, name, title, skills, companies, location, type, status, tags, body, skill_keys, tag_keys, name_words, known_words,
    platform.search_words(name_words, 'A') || platform.search_words(role_words, 'B') || platform.search_words(label_words, 'C')
      || platform.search_field_words(field_words) || platform.search_words(body_words, 'D'),
    updated_at
  FROM jsonb_to_recordset($3::jsonb) AS row (id uuid, version bigint, name text, title text, skills text[], companies text[], location text, type text,
    status text, tags text[], body text, skill_keys text[], tag_keys text[], name_words text, known_words text, role_words text, label_words text,
    field_words jsonb, body_words text, updated_at timestamptz)
  ON CONFLICT (organization_id, index_name, id) DO UPDATE SET
    version = excluded.version, name = excluded.name, title = excluded.title, skills = excluded.skills, companies = excluded.companies,
    location = excluded.location, type = excluded.type, status = excluded.status, tags = excluded.tags, body = excluded.body, skill_keys = excluded.skill_keys, tag_keys = excluded.tag_keys,
    name_words = excluded.name_words, known_words = excluded.known_words, words = excluded.words, updated_at = excluded.updated_at
  WHERE stored.version <= excluded.version`;

/** One statement may not write a row twice; rows go in the order of their ids, so that two writers cannot block each other. */
function newest(documents: readonly SearchDocument[]): SearchDocument[] {
  const byId = new Map<string, SearchDocument>();
  for (const document of documents) {
    const known = byId.get(document.id);
    if (!known || known.version <= document.version) byId.set(document.id, document);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rowOf(document: SearchDocument): Record<string, unknown> {
  const { text, fieldWords, labelWords, textWords, knownWords, ...fields } = prepared(document);
  const lower = (values: readonly string[]): string[] => values.map((value) => value.toLowerCase());
  return {
    id: document.id,
    version: document.version,
    ...fields,
    body: text,
    skill_keys: lower(fields.skills),
    tag_keys: lower(fields.tags),
    name_words: fieldWords.name,
    known_words: knownWords.join(' '),
    field_words: fieldWords,
    role_words: `${fieldWords.title} ${MARK_BETWEEN} ${fieldWords.skill}`,
    label_words: labelWords,
    body_words: textWords,
    updated_at: document.updatedAt.toISOString(),
  };
}
