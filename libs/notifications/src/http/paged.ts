import { windowOf } from '@shortlist/platform';
import type { CursorCodec, CursorKey, ListQueryDto, Page } from '@shortlist/platform';
import type { Listed, Listing } from '../queries/listing.js';

/** The one order of a list and the keys by which a row is found again. */
export interface ListOrder<F extends object, T> {
  readonly sort: string;
  readonly cursor: CursorCodec<F>;
  readonly keysOf: (item: T) => readonly CursorKey[];
}

/** Answers a list query: by page number, or by cursor, which then brings the filters. */
export async function paged<F extends object, T>(
  { sort, cursor, keysOf }: ListOrder<F, T>,
  query: ListQueryDto,
  given: F,
  read: (listing: Listing<F>) => Promise<Listed<T>>,
): Promise<Page<T>> {
  const { limit, page, offset } = windowOf(query);
  const position = query.cursor === undefined ? null : cursor.decode(query.cursor);
  const filters = position?.filters ?? given;
  const { items, total, totalIsEstimate, hasMore } = await read({ filters, limit, offset, after: position?.keys ?? null });
  const last = items.at(-1);
  const nextCursor = hasMore && last !== undefined ? cursor.encode({ sort, keys: keysOf(last), filters }) : null;
  return { items, limit, page, total, totalIsEstimate, nextCursor };
}
