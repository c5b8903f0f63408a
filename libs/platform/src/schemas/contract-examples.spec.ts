import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '@shortlist/contracts';
import { validatorOf } from './validator-of.js';

const folder = new URL('../../../contracts/examples/', import.meta.url);
const examplesOf = (type: string): string[] => {
  const own = new URL(`${type}/`, folder);
  return existsSync(own) ? readdirSync(own).map((name) => readFileSync(new URL(name, own), 'utf8')) : [];
};

describe('the committed examples', () => {
  it.each([...eventDefinitions().values()].map((definition) => ({ type: definition.type, definition })))(
    'of $type fit its contract, strictly, and name its key',
    ({ type, definition }) => {
      const examples = examplesOf(type);
      expect(examples.length).toBeGreaterThan(0);
      for (const text of examples) {
        const data = JSON.parse(text) as object;
        expect(validatorOf(definition.payload, 'request')(structuredClone(data))).toMatchObject({ ok: true });
        expect(definition.key(data)).toMatch(/^[0-9a-f-]{36}$/);
      }
    },
  );

  it('belong to declared events', () => {
    expect(readdirSync(folder).filter((type) => !eventDefinitions().has(type))).toEqual([]);
  });
});
