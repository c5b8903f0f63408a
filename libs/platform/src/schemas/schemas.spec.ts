import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  ArrayMaxSize,
  IsByteLength,
  IsTimeZone,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { partialOf, schemaOf, validatorOf } from './index.js';

class PartDto {
  @IsString() @MaxLength(5) name: string;
  @IsOptional() @ValidateNested() @Type(() => PartDto) inner?: PartDto | null;
}
class WholeDto {
  @IsUUID() id: string;
  @IsOptional() @IsIn(['a', 'b']) kind?: 'a' | 'b' | null;
  @IsOptional() @ValidateNested() @Type(() => PartDto) part?: PartDto | null;
  @IsOptional() @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => PartDto) parts?: PartDto[] | null;
  @IsOptional() @IsISO8601() at?: string | null;
}
class SubDto extends WholeDto {}
class ListDto {
  @IsInt() @Min(1) @Max(100) limit = 20;
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) ids?: string[];
}
const id = '0198a7f0-3c5e-7c31-9a60-5f0f7f1f2a11';

describe('schemas from DTO classes', () => {
  const validate = validatorOf(WholeDto, 'request');

  it('accepts absent and null optional fields, nested ones too', () => {
    for (const document of [
      { id },
      { id, kind: null, part: null, parts: null, at: null },
      { id, part: { name: 'x', inner: { name: 'y', inner: null } } },
    ]) {
      expect(validate(document)).toEqual({ ok: true, value: document });
    }
  });

  it('refuses unknown fields of requests at every depth with a pointer, and ignores them in events', () => {
    const document = { id, extra: 1, part: { name: 'x', more: 2 } };
    const result = validate(structuredClone(document));
    expect(result.ok ? [] : result.errors.map((error) => [error.pointer, error.code])).toEqual([
      ['/extra', 'unknown_field'],
      ['/part/more', 'unknown_field'],
    ]);
    expect(validatorOf(WholeDto, 'event')(document).ok).toBe(true);
  });

  it('names every wrong field and repeats no value', () => {
    const result = validate({ kind: 'secret-value', parts: [{ name: 'much too long' }], at: '2026-02-30T00:00:00Z' });
    const errors = result.ok ? [] : result.errors;
    expect(errors.map((error) => error.pointer).sort()).toEqual(['/at', '/id', '/kind', '/parts/0/name']);
    expect(JSON.stringify(errors)).not.toContain('secret-value');
  });

  it('reports only the first error of a huge document', () => {
    const result = validate({ parts: Array.from({ length: 5_000 }, () => ({ nonsense: true })) });
    expect(result.ok ? [] : result.errors).toHaveLength(1);
  });

  it.each(['0000-01-01T00:00:00Z', '2026-06-30T23:59:60Z', '2026-01-01', 'yesterday'])('refuses the instant %s', (at) => {
    expect(validate({ id, at }).ok).toBe(false);
  });

  it('coerces query texts, splits lists, applies defaults and knows no null', () => {
    const query = validatorOf(ListDto, 'query');
    expect(query({ ids: `${id},${id}` })).toEqual({ ok: true, value: { limit: 20, ids: [id, id] } });
    expect(query({ limit: '7' })).toEqual({ ok: true, value: { limit: 7 } });
    for (const limit of ['', '0', '101', '1.5', 'x']) expect(query({ limit }).ok).toBe(false);
  });

  it('gives a class without own fields the fields of its parent', () => {
    expect(validatorOf(SubDto, 'request')({ id }).ok).toBe(true);
    expect(validatorOf(SubDto, 'request')({}).ok).toBe(false);
  });

  it('makes every field of a partial class optional, without defaults, and still checks what is given', () => {
    class FullDto {
      @IsString() @MaxLength(5) name: string;
      @IsInt() @Min(1) size = 1;
      @IsOptional() @ValidateNested() @Type(() => PartDto) part?: PartDto | null;
    }
    class ChangeDto extends partialOf(FullDto) {
      @IsOptional() @IsString() reason?: string;
    }
    const change = validatorOf(ChangeDto, 'request');
    for (const document of [{}, { name: 'a' }, { reason: 'b' }, { part: { name: 'c' } }])
      expect(change(structuredClone(document))).toEqual({ ok: true, value: document });
    for (const document of [{ name: 'too long' }, { size: 0 }, { part: {} }, { other: 1 }]) expect(change(document).ok).toBe(false);
    expect(validatorOf(FullDto, 'request')({}).ok).toBe(false);
  });

  it('is self-contained, recursion included', () => {
    expect(Object.keys(schemaOf(WholeDto).$defs ?? {})).toEqual(['PartDto']);
    expect(schemaOf(PartDto).$defs).toHaveProperty('PartDto');
  });

  it('refuses two classes of one name', () => {
    const twin = (() => {
      class WholeDto {
        @IsString() other: string;
      }
      return WholeDto;
    })();
    expect(() => schemaOf(twin)).toThrow(/two DTO classes are called WholeDto/);
  });

  it('refuses a pattern whose flags a schema cannot carry', () => {
    class FlagDto {
      @Matches(/a/i) text: string;
    }
    expect(() => schemaOf(FlagDto)).toThrow(/flags/);
  });

  it('refuses a decorator whose constraint a schema cannot carry', () => {
    class ByteDto {
      @IsByteLength(1, 2) text: string;
    }
    class ZoneDto {
      @IsTimeZone() zone: string;
    }
    expect(() => schemaOf(ByteDto)).toThrow(/isByteLength/);
    expect(() => schemaOf(ZoneDto)).toThrow(/isTimeZone/);
  });
});
