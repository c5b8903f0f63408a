import { Answer } from './answer.js';
import type { AnswerDeclaration, Page } from './answer.js';

export const API_PREFIX = '/api/v1';
/** Deepest row that a page number may reach; further ones need a cursor. */
export const DEEPEST_ROW = 10_000;

/** An answer ready to be sent or stored. */
export interface SerializedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly version?: number;
  readonly changedAt?: Date | null;
}

/** Wraps what a controller returned: `{ data }`, and `pagination` for lists. `url` is the request's, for the `Link` to the next page. */
export function serialize(value: unknown, declaration: AnswerDeclaration, url: string): SerializedAnswer {
  const answer = value instanceof Answer ? value : new Answer(value, {});
  const { location, version, changedAt } = answer.options;
  const headers: Record<string, string> = {};
  if (location !== undefined) headers.location = `${API_PREFIX}${location}`;
  if (declaration.status === 204) return { status: 204, headers, body: '', version };
  headers['content-type'] = 'application/json; charset=utf-8';
  if (!Array.isArray(declaration.dto))
    return { status: declaration.status, headers, body: JSON.stringify({ data: answer.body ?? null }), version, changedAt };
  const page = Array.isArray(answer.body) ? wholeList(answer.body) : (answer.body as Page<unknown>);
  const link = linkToNext(page, url);
  if (link) headers.link = link;
  const body = JSON.stringify({ data: page.items, pagination: paginationOf(page) });
  return { status: declaration.status, headers, body, version, changedAt: page.changedAt };
}

function wholeList(items: unknown[]): Page<unknown> {
  return { items, limit: items.length, total: items.length, page: 1 };
}

function hasMore(page: Page<unknown>): boolean {
  if (page.nextCursor) return true;
  return typeof page.page === 'number' && page.page * page.limit < page.total;
}

function paginationOf(page: Page<unknown>): Record<string, unknown> {
  return {
    page: page.page ?? null,
    limit: page.limit,
    total: page.total,
    totalIsEstimate: page.totalIsEstimate ?? false,
    totalPages: page.limit > 0 ? Math.ceil(page.total / page.limit) : 1,
    nextCursor: page.nextCursor ?? null,
    hasMore: hasMore(page),
  };
}

function linkToNext(page: Page<unknown>, url: string): string | null {
  if (!hasMore(page)) return null;
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const next = (page.page ?? 0) + 1;
  if (page.nextCursor) {
    parameters.delete('page');
    parameters.set(page.cursorName ?? 'cursor', page.nextCursor);
  } else if (next * page.limit <= DEEPEST_ROW) {
    parameters.set('page', String(next));
  } else {
    return null;
  }
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
