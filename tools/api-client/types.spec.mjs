import { describe, expect, it } from '@jest/globals';
import { comment, objectType, typeOf } from './types.mjs';

describe('the type of a schema', () => {
  it.each([
    [{ type: 'string', format: 'uuid' }, 'string'],
    [{ type: 'integer', minimum: 1 }, 'number'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'null' }, 'null'],
    [{ type: 'string', format: 'binary' }, 'Blob'],
    [{}, 'unknown'],
  ])('of %j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('says that a value may be null, in each form that schemas have for it', () => {
    expect(typeOf({ type: ['string', 'null'] })).toBe('string | null');
    expect(typeOf({ type: ['string', 'null'], enum: ['a', 'b', null] })).toBe('"a" | "b" | null');
    expect(typeOf({ anyOf: [{ $ref: '#/components/schemas/JobDto' }, { type: 'null' }] })).toBe('JobDto | null');
  });

  it('names each alternative once', () => {
    expect(typeOf({ anyOf: [{ type: 'integer' }, { type: 'number' }, { type: 'string' }] })).toBe('number | string');
  });

  it('keeps the alternatives of the items of a list together', () => {
    expect(typeOf({ type: 'array', items: { type: 'string' } })).toBe('readonly string[]');
    expect(typeOf({ type: 'array', items: { enum: ['a', 'b'] } })).toBe('readonly ("a" | "b")[]');
    expect(typeOf({ type: 'array', items: { type: 'array', items: { type: 'string' } } })).toBe('readonly (readonly string[])[]');
  });

  it('refuses what it would get wrong', () => {
    expect(() => typeOf({ allOf: [{ type: 'object' }] })).toThrow(/allOf/);
    expect(() => typeOf({ type: 'file' })).toThrow(/no type is known/);
  });
});

describe('the type of an object', () => {
  it('has its fields in a fixed order, those that may be absent marked, with their descriptions', () => {
    const properties = { b: { type: 'string' }, a: { type: 'number', description: 'How many.' }, 'at[gte]': { type: 'string' } };
    const expected = '{\n/** How many. */\nreadonly a: number;\nreadonly "at[gte]"?: string;\nreadonly b?: string;\n}';
    expect(objectType({ type: 'object', properties, required: ['a'] })).toBe(expected);
  });

  it('without fields is a record of what it may hold', () => {
    expect(typeOf({ type: 'object' })).toBe('Readonly<Record<string, unknown>>');
    expect(typeOf({ type: 'object', additionalProperties: { type: 'integer' } })).toBe('Readonly<Record<string, number>>');
  });
});

describe('a comment', () => {
  it('cannot be ended by what it quotes', () => {
    expect(comment('Takes */* and\nmore.')).toBe('/** Takes *\\/* and more. */\n');
    expect(comment(undefined)).toBe('');
  });
});
