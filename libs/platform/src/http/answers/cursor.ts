import { createHash } from 'node:crypto';
import { CodedError } from '../../errors/coded-error.js';
import { isId } from '../../ids.js';
import { validatorOf } from '../../schemas/index.js';
import type { DtoClass } from '../../schemas/index.js';

export type CursorKeyType = 'id' | 'instant' | 'number' | 'text';
export type CursorKey = string | number | null;

/** Where a list goes on: the sort keys of its last row, its order and its filters. */
export interface CursorPosition<F extends object> {
  readonly sort: string;
  readonly keys: readonly CursorKey[];
  readonly filters: F;
}

export interface CursorOptions<F extends object> {
  /** Sort orders of the list and the types of their keys, the last one unique: `{ '-createdAt': ['instant', 'id'] }`. */
  readonly sorts: Readonly<Record<string, readonly CursorKeyType[]>>;
  readonly filters: DtoClass<F>;
}

/** The cursor of one list. */
export interface CursorCodec<F extends object> {
  encode(position: CursorPosition<F>): string;
  /** Throws `http.cursor_invalid` (400) for another list's, another version's or an altered cursor. */
  decode(cursor: string): CursorPosition<F>;
}

const VERSION = 1;
const CHECKSUM_LENGTH = 8;
const checks: Record<CursorKeyType, (key: unknown) => boolean> = {
  id: isId,
  instant: (key) =>
    typeof key === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(key) && !key.startsWith('0000') && !Number.isNaN(Date.parse(key)),
  number: (key) => typeof key === 'number' && Number.isFinite(key),
  text: (key) => typeof key === 'string' && key.length <= 1_000 && !key.includes('\0') && key.isWellFormed(),
};

/**
 * Declares the cursor of a list. A cursor is opaque, not secret and not signed: it says nothing that the query could not say, and all it
 * says is checked as a query is. The checksum only tells damage from a wrong address.
 */
export function defineCursor<F extends object>(list: string, { sorts, filters }: CursorOptions<F>): CursorCodec<F> {
  const validateFilters = validatorOf(filters, 'request');
  return {
    encode: (position) => {
      const text = JSON.stringify([VERSION, list, position.sort, position.keys, position.filters]);
      return Buffer.from(`${checksum(text)}${text}`).toString('base64url');
    },
    decode: (cursor) => {
      const position = parse(cursor, list);
      const [, , sort, keys, given] = position;
      const types = typeof sort === 'string' && Object.hasOwn(sorts, sort) ? sorts[sort] : undefined;
      if (!types || !keysFit(keys, types)) throw cursorInvalid();
      const validated = validateFilters(given);
      if (!validated.ok) throw cursorInvalid();
      return { sort: sort as string, keys, filters: validated.value };
    },
  };
}

function parse(cursor: string, list: string): unknown[] {
  const decoded = Buffer.from(cursor, 'base64url').toString('utf8');
  const text = decoded.slice(CHECKSUM_LENGTH);
  if (checksum(text) !== decoded.slice(0, CHECKSUM_LENGTH)) throw cursorInvalid();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw cursorInvalid();
  }
  if (!Array.isArray(value) || value.length !== 5 || value[0] !== VERSION || value[1] !== list) throw cursorInvalid();
  return value;
}

function keysFit(keys: unknown, types: readonly CursorKeyType[]): keys is CursorKey[] {
  if (!Array.isArray(keys) || keys.length !== types.length) return false;
  return types.every((type, index) => {
    const key: unknown = keys[index];
    // Nullable columns sort too; the last key is unique and never null.
    return (key === null && index < types.length - 1) || checks[type](key);
  });
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, CHECKSUM_LENGTH);
}

/** 400: the cursor is none of this list's. */
export function cursorInvalid(): CodedError {
  const detail = 'The cursor does not belong to this list. Start again without it.';
  return new CodedError('http.cursor_invalid', 'malformed', detail, {
    errors: [{ pointer: '/query/cursor', code: 'http.cursor_invalid', detail }],
  });
}
