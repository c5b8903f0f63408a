import { IsOptional, IsUUID } from 'class-validator';
import type { Page } from './answer.js';
import { cursorInvalid, defineCursor } from './cursor.js';
import type { CursorKeyType } from './cursor.js';
import { sortOf, windowOf } from './list-query.dto.js';
import type { ListQueryDto } from './list-query.dto.js';

class ListedOfDto {
  @IsOptional() @IsUUID() of?: string;
}

export interface ShortListOptions<T, F extends string> {
  /** The one field to sort by, in either direction. */
  readonly field: F;
  readonly usual: F | `-${F}`;
  readonly key: CursorKeyType & ('id' | 'number');
  /** Unique, and in the order of the field. */
  readonly keyOf: (item: T) => string | number;
}

/**
 * Pages of a list that has an upper bound and is read whole. `of` is the id of what the list belongs to, where there are many such lists. A cursor goes on behind
 * its item, also when that is gone.
 */
export function defineShortList<T, F extends string>(
  list: string,
  { field, usual, key, keyOf }: ShortListOptions<T, F>,
): (all: readonly T[], query: ListQueryDto, of?: string) => Page<T> {
  const cursor = defineCursor(list, { sorts: { [field]: [key], [`-${field}`]: [key] }, filters: ListedOfDto });
  return (all, query, of) => {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursor.decode(query.cursor);
    if (position && position.filters.of !== of) throw cursorInvalid();
    const sort = position?.sort ?? query.sort ?? usual;
    const { descending } = sortOf(sort, [field], usual);
    const isBefore = (one: string | number, other: string | number): boolean => (descending ? one > other : one < other);
    const ordered = all.toSorted((one, other) => (isBefore(keyOf(one), keyOf(other)) ? -1 : 1));
    const after = position?.keys[0] ?? null;
    const rest = after === null ? ordered : ordered.filter((item) => isBefore(after, keyOf(item)));
    const items = rest.slice(offset, offset + limit);
    const last = items.at(-1);
    const hasMore = last !== undefined && rest.length > offset + limit;
    const nextCursor = hasMore ? cursor.encode({ sort, keys: [keyOf(last)], filters: { ...(of !== undefined && { of }) } }) : null;
    return { items, limit, page, total: all.length, nextCursor };
  };
}
