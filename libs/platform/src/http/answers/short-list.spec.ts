import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { newId } from '../../ids.js';
import type { Page } from './answer.js';
import { ListQueryDto } from './list-query.dto.js';
import { defineShortList } from './short-list.js';

interface Box {
  readonly id: string;
}

const boxes: Box[] = Array.from({ length: 7 }, (_, number) => ({ id: newId(1_000 + number) }));
const ids = boxes.map(({ id }) => id);
const pageOf = defineShortList<Box, 'createdAt'>('short boxes', {
  field: 'createdAt',
  usual: '-createdAt',
  key: 'id',
  keyOf: ({ id }) => id,
});
const ask = (query: Partial<ListQueryDto> = {}, all = boxes): Page<Box> => pageOf(all, Object.assign(new ListQueryDto(), query));
const idsOf = ({ items }: Page<Box>): string[] => items.map(({ id }) => id);

describe('short lists', () => {
  it('are cut by page, in either direction', () => {
    expect(idsOf(ask())).toEqual(ids.toReversed());
    expect(ask({ limit: 3, page: 2 })).toMatchObject({
      total: 7,
      page: 2,
      limit: 3,
      items: [{ id: ids[3] }, { id: ids[2] }, { id: ids[1] }],
    });
    expect(idsOf(ask({ limit: 3, page: 3 }))).toEqual([ids[0]]);
    expect(idsOf(ask({ limit: 2, sort: 'createdAt' }))).toEqual(ids.slice(0, 2));
    expect(() => ask({ sort: 'name' })).toThrow('Sort by one of createdAt');
  });

  it.each(['createdAt', '-createdAt'])('are walked by cursor in the order %s without a gap, though items come and go', (sort) => {
    let all = boxes;
    const seen: string[] = [];
    for (let query: Partial<ListQueryDto> | null = { limit: 2, sort }; query;) {
      const { nextCursor, ...page } = ask(query, all);
      seen.push(...idsOf(page as Page<Box>));
      // The item at which the cursor stands goes away.
      all = all.filter(({ id }) => id !== seen.at(-1));
      query = nextCursor ? { limit: 2, cursor: nextCursor } : null;
    }
    expect(seen).toEqual(sort === 'createdAt' ? ids : ids.toReversed());
  });

  it('end without a cursor, and refuse one of another list', () => {
    expect([ask({ limit: 7 }).nextCursor, ask({}, []).nextCursor]).toEqual([null, null]);
    const other = defineShortList<Box, 'createdAt'>('other boxes', {
      field: 'createdAt',
      usual: 'createdAt',
      key: 'id',
      keyOf: ({ id }) => id,
    });
    const { nextCursor } = other(boxes, Object.assign(new ListQueryDto(), { limit: 1 }));
    expect(() => ask({ cursor: nextCursor ?? '' })).toThrow('does not belong to this list');
    const ofOne = pageOf(boxes, Object.assign(new ListQueryDto(), { limit: 1 }), ids[0]).nextCursor ?? '';
    const goOn = (of?: string): Page<Box> => pageOf(boxes, Object.assign(new ListQueryDto(), { cursor: ofOne }), of);
    expect(goOn(ids[0]).items).toHaveLength(6);
    for (const other of [ids[1], undefined]) expect(() => goOn(other)).toThrow('does not belong to this list');
  });
});
