import { isUnavailable } from '../../database/database-errors.js';
import type { Tx, UnitOfWork } from '../../database/unit-of-work.js';
import { CodedError } from '../../errors/coded-error.js';
import { highlightOf } from '../highlights.js';
import { decodeSearchCursor, encodeSearchCursor } from '../search-cursor.js';
import { SearchIndex } from '../search-index.js';
import type {
  FacetValue,
  IndexedVersion,
  SearchDocument,
  SearchFacet,
  SearchHighlight,
  SearchHit,
  SearchQuery,
  SearchResult,
} from '../search-index.js';
import { plainText, wordsOf } from '../words.js';
import { SearchStatement } from './search-statement.js';

const MOST_DOCUMENTS = 500;
const EXACT_TOTAL = 10_000;
const FACET_VALUES = 20;
/** Keeps the words of one document within what a tsvector can hold (1 MiB). */
const SEARCHED_CHARACTERS = 200_000;
/** Highlights come from the beginning of a text: marking all of it would cost more than the search. */
const HIGHLIGHTED_CHARACTERS = 20_000;

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
    return this.within(organizationId, async (tx) => {
      const page = new SearchStatement(this.name, query);
      const rows = await tx.query<PageRow>(page.page(limit + 1, after), page.parameters);
      const hits = rows.slice(0, limit);
      const total = await this.total(tx, query);
      const last = rows.length > limit ? hits.at(-1) : undefined;
      return {
        hits: await this.withHighlights(tx, hits, page.wordQuery),
        total: Math.min(total, EXACT_TOTAL),
        totalIsEstimate: total > EXACT_TOTAL,
        facets: await this.facets(tx, query, facets),
        nextCursor: last ? encodeSearchCursor(query, { value: last.position, id: last.id }) : null,
      };
    });
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

  private async within<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run({ organizationId }, work);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      throw new CodedError('search.unavailable', 'unavailable', 'Candidates cannot be searched right now.', {
        retryAfterSeconds: 5,
        cause: error,
      });
    }
  }

  private async total(tx: Tx, query: SearchQuery): Promise<number> {
    const statement = new SearchStatement(this.name, query);
    const rows = await tx.query<{ total: number }>(statement.total(EXACT_TOTAL), statement.parameters);
    return rows[0]?.total ?? 0;
  }

  private async facets(tx: Tx, query: SearchQuery, facets: readonly SearchFacet[]): Promise<SearchResult['facets']> {
    const values: Partial<Record<SearchFacet, readonly FacetValue[]>> = {};
    for (const facet of facets) {
      const statement = new SearchStatement(this.name, query);
      values[facet] = await tx.query<FacetValue>(statement.facet(facet, FACET_VALUES), statement.parameters);
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
    const fields = found.flatMap(fieldsOf).map((field) => ({ ...field, words: wordsOf(field.text) }));
    const plain = fields.map(({ words }) => words.map(({ word }) => word).join(' '));
    const marked = await tx.query<{ marked: string }>(MARK, [plain, wordQuery]);
    const highlights = new Map<string, SearchHighlight[]>();
    for (const [index, { id, field, text, words }] of fields.entries()) {
      const marks = (marked[index]?.marked ?? '').split(' ');
      const highlight = highlightOf(field, text, words, (word) => marks[word]?.startsWith('<') ?? false);
      if (highlight) highlights.set(id, [...(highlights.get(id) ?? []), highlight]);
    }
    return highlights;
  }
}

const FIELDS = `SELECT id, name, title, skills, left(body, $3) AS body FROM platform.search_documents WHERE index_name = $1 AND id = ANY($2::uuid[])`;

const MARK = `SELECT ts_headline('platform.search', plain, to_tsquery('platform.search', $2), 'HighlightAll=true, StartSel=<, StopSel=>') AS marked
  FROM unnest($1::text[]) WITH ORDINALITY AS fields (plain, place) ORDER BY place`;

const UPSERT = `
  INSERT INTO platform.search_documents AS stored (organization_id, index_name, id, version, name, title, skills, location, status, tags, body,
    skill_keys, tag_keys, name_words, words, updated_at)
  SELECT $1, $2, id, version, name, title, skills, location, status, tags, body, skill_keys, tag_keys, name_words,
    setweight(to_tsvector('platform.search', name_words), 'A') || setweight(to_tsvector('platform.search', role_words), 'B')
      || setweight(to_tsvector('platform.search', label_words), 'C') || to_tsvector('platform.search', body_words),
    updated_at
  FROM jsonb_to_recordset($3::jsonb) AS row (id uuid, version bigint, name text, title text, skills text[], location text, status text, tags text[],
    body text, skill_keys text[], tag_keys text[], name_words text, role_words text, label_words text, body_words text, updated_at timestamptz)
  ON CONFLICT (organization_id, index_name, id) DO UPDATE SET
    version = excluded.version, name = excluded.name, title = excluded.title, skills = excluded.skills, location = excluded.location,
    status = excluded.status, tags = excluded.tags, body = excluded.body, skill_keys = excluded.skill_keys, tag_keys = excluded.tag_keys,
    name_words = excluded.name_words, words = excluded.words, updated_at = excluded.updated_at
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
  const body = storable(document.text.slice(0, SEARCHED_CHARACTERS));
  const texts = (values: readonly (string | null)[]): string => plainText(values.filter((value) => value !== null).join(' \n '));
  return {
    id: document.id,
    version: document.version,
    name: storable(document.name),
    title: document.title && storable(document.title),
    skills: document.skills.map(storable),
    location: document.location && storable(document.location),
    status: document.status,
    tags: document.tags.map(storable),
    body,
    skill_keys: document.skills.map((skill) => storable(skill).toLowerCase()),
    tag_keys: document.tags.map((tag) => storable(tag).toLowerCase()),
    name_words: texts([document.name]),
    role_words: texts([document.title, ...document.skills]),
    label_words: texts([document.location, ...document.tags, ...document.emails]),
    body_words: plainText(body),
    updated_at: document.updatedAt.toISOString(),
  };
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed();
}

function fieldsOf(row: FieldsRow): { id: string; field: SearchHighlight['field']; text: string }[] {
  const { id, name, title, skills, body } = row;
  return [
    { id, field: 'name', text: name },
    ...(title === null ? [] : [{ id, field: 'title' as const, text: title }]),
    { id, field: 'skills', text: skills.join(', ') },
    { id, field: 'text', text: body },
  ];
}
