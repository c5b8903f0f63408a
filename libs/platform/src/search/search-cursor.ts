import { createHash } from 'node:crypto';
import { CodedError } from '../errors/coded-error.js';
import type { SearchQuery, SearchSort } from './search-index.js';

/** Where the next page goes on: after the hit with this id and value of the sort. */
export interface SearchPosition {
  readonly value: string;
  readonly id: string;
}

/** The sort that a query asks for, or the one that suits it. */
export function sortOf({ sort, text = '' }: SearchQuery): SearchSort {
  return sort ?? (text.trim() === '' ? '-updatedAt' : 'relevance');
}

/** An opaque cursor that only continues the query it was made for. */
export function encodeSearchCursor(query: SearchQuery, { value, id }: SearchPosition): string {
  return Buffer.from(JSON.stringify([fingerprint(query), value, id])).toString('base64url');
}

/** Throws `search.cursor_malformed` for any other text and for the cursor of another query. */
export function decodeSearchCursor(query: SearchQuery, cursor: string): SearchPosition {
  const [print, value, id] = parts(cursor);
  if (
    print !== fingerprint(query) ||
    typeof value !== 'string' ||
    typeof id !== 'string' ||
    !isValue(query, value) ||
    !/^[0-9a-f-]{36}$/.test(id)
  ) {
    throw new CodedError('search.cursor_malformed', 'malformed', 'The cursor does not belong to this search.');
  }
  return { value, id };
}

function parts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isValue(query: SearchQuery, value: string): boolean {
  switch (sortOf(query)) {
    case 'relevance':
      return value !== '' && Number.isFinite(Number(value));
    case '-updatedAt':
      return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'name':
      return !value.includes('\0') && value.isWellFormed();
  }
}

function fingerprint(query: SearchQuery): string {
  return createHash('sha256')
    .update(JSON.stringify([query.text ?? '', query.filters ?? {}, sortOf(query)]))
    .digest('base64url')
    .slice(0, 16);
}
