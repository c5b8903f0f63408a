import { describe, expect, it } from '@jest/globals';
import { breakingChanges } from './schema-changes.mjs';

const released = {
  type: 'object',
  description: 'As it was.',
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ['a', 'b'] },
    note: { type: ['string', 'null'], maxLength: 10 },
    parts: { type: 'array', items: { $ref: '#/$defs/Part' } },
  },
  required: ['id', 'kind', 'parts'],
  $defs: { Part: { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] } },
};
/** @param {(schema: any) => void} change */
const after = (change) => {
  const schema = JSON.parse(JSON.stringify(released));
  change(schema);
  return breakingChanges(released, schema);
};

describe('a released schema', () => {
  it.each([
    ['nothing changes', () => undefined],
    ['words change', (schema) => (schema.description = 'As it is.')],
    ['an optional field comes', (schema) => (schema.properties.extra = { type: ['string', 'null'] })],
    ['a part gains an optional field', (schema) => (schema.$defs.Part.properties.extra = { type: 'string' })],
    ['an optional field brings a part of its own', (schema) => (schema.$defs.Other = { type: 'object' })],
    ['required fields are told in another order', (schema) => schema.required.reverse()],
  ])('stays compatible when %s', (_name, change) => {
    expect(after(change)).toEqual([]);
  });

  it.each([
    ['a field goes', (schema) => delete schema.properties.note, '/note is gone'],
    ['a required field comes', (schema) => schema.required.push('extra'), '/ requires other fields'],
    ['an optional field becomes required', (schema) => schema.required.push('note'), '/ requires other fields'],
    ['a required field becomes optional', (schema) => schema.required.shift(), '/ requires other fields'],
    ['a value is added to a choice', (schema) => schema.properties.kind.enum.push('c'), '/kind follows other rules'],
    ['a limit moves', (schema) => (schema.properties.note.maxLength = 20), '/note follows other rules'],
    ['null is no longer allowed', (schema) => (schema.properties.note.type = 'string'), '/note follows other rules'],
    ['a list holds something else', (schema) => (schema.properties.parts.items = { type: 'string' }), '/parts/items follows other rules'],
    ['a part loses a field', (schema) => delete schema.$defs.Part.properties.label, '/$defs/Part/label is gone'],
    ['a part goes', (schema) => delete schema.$defs.Part, '/$defs/Part is gone'],
    ['a field is sealed that was not', (schema) => (schema.properties.id['x-personal'] = true), '/id follows other rules'],
  ])('is broken when %s', (_name, change, problem) => {
    expect(after(change)).toContain(problem);
  });
});
