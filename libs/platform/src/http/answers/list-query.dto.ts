import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CodedError } from '../../errors/coded-error.js';
import { DEEPEST_ROW } from './envelope.js';

/** The query of every list. Lists extend it with their filters. */
export class ListQueryDto {
  @IsInt() @Min(1) @Max(100) limit: number = 20;
  /** Page x limit may reach row 10,000; use `cursor` beyond. */
  @IsOptional() @IsInt() @Min(1) @Max(DEEPEST_ROW) page?: number;
  /** `pagination.nextCursor` of the page before; it carries the filters and the order. */
  @IsOptional() @IsString() @MaxLength(4_000) cursor?: string;
  /** Field to sort by; descending with a leading minus. */
  @IsOptional() @IsString() @MaxLength(64) sort?: string;
}

/** Where a page starts. */
export interface ListWindow {
  readonly limit: number;
  /** Null when the page is reached by cursor. */
  readonly page: number | null;
  readonly offset: number;
}

/** The window of a list query; refuses a page beyond row 10,000 and a page beside a cursor. */
export function windowOf({ limit, page, cursor }: ListQueryDto): ListWindow {
  if (cursor !== undefined) {
    if (page !== undefined) throw invalid('page', 'http.page_and_cursor', 'Give either page or cursor.');
    return { limit, page: null, offset: 0 };
  }
  const number = page ?? 1;
  if (number * limit > DEEPEST_ROW) throw invalid('page', 'http.page_too_deep', `Pages reach row ${DEEPEST_ROW}; use the cursor beyond.`);
  return { limit, page: number, offset: (number - 1) * limit };
}

/** `sort` as a field and a direction; refuses fields that the list does not offer. */
export function sortOf<F extends string>(
  sort: string | undefined,
  fields: readonly F[],
  fallback: `-${F}` | F,
): { field: F; descending: boolean } {
  const given = sort ?? fallback;
  const descending = given.startsWith('-');
  const field = (descending ? given.slice(1) : given) as F;
  if (!fields.includes(field)) throw invalid('sort', 'http.sort_unknown', `Sort by one of ${fields.join(', ')}.`);
  return { field, descending };
}

function invalid(name: string, code: string, detail: string): CodedError {
  return new CodedError(code, 'malformed', detail, { errors: [{ pointer: `/query/${name}`, code, detail }] });
}
