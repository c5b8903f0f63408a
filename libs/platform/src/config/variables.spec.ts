import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigurationError, Environment, defineVariables, variableGroups } from './variables.js';

const kitchen = defineVariables('kitchen', {
  KITCHEN_NAME: { type: 'text', description: 'What the kitchen is called.' },
  KITCHEN_FUEL: { type: 'text', oneOf: ['gas', 'wood'], default: 'gas', description: 'What burns.' },
  KITCHEN_OVENS: { type: 'integer', min: 1, max: 9, default: 2, description: 'How many ovens.' },
  KITCHEN_OPEN: { type: 'boolean', default: false, description: 'Whether guests may look in.' },
  KITCHEN_CODE: { type: 'text', optional: true, secret: true, description: 'Opens the door.' },
});

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'shortlist-variables-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    new Environment(variables).read(kitchen);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems;
  }
};

describe('configuration', () => {
  it('gives typed values and defaults; an empty text counts as absent', () => {
    const values = new Environment({ KITCHEN_NAME: 'north', KITCHEN_OVENS: '9', KITCHEN_OPEN: 'true', KITCHEN_FUEL: '' }).read(kitchen);
    expect(values).toEqual({ KITCHEN_NAME: 'north', KITCHEN_FUEL: 'gas', KITCHEN_OVENS: 9, KITCHEN_OPEN: true, KITCHEN_CODE: undefined });
  });

  it('lists all problems at once', () => {
    expect(problemsOf({ KITCHEN_FUEL: 'coal', KITCHEN_OVENS: '10', KITCHEN_OPEN: 'yes' })).toEqual([
      'KITCHEN_NAME is missing: What the kitchen is called.',
      'KITCHEN_FUEL must be one of gas, wood',
      'KITCHEN_OVENS must be a whole number from 1 to 9',
      'KITCHEN_OPEN must be true or false',
    ]);
  });

  it('lists the problems of every owner when all are checked', () => {
    defineVariables('garden', { GARDEN_BEDS: { type: 'integer', description: 'How many beds.' } });
    expect(() => new Environment({ KITCHEN_OVENS: '0' }).checkAll()).toThrow(
      /KITCHEN_NAME is missing[^]*KITCHEN_OVENS must[^]*GARDEN_BEDS is missing/,
    );
    expect(variableGroups().map((group) => group.owner)).toEqual(expect.arrayContaining(['kitchen', 'garden']));
  });

  it.each(['1.5', '0x5', '1e1', ' 3', '-1', '10', 'three', '99999999999999999999'])('refuses %j as a whole number from 1 to 9', (text) => {
    expect(problemsOf({ KITCHEN_NAME: 'n', KITCHEN_OVENS: text })).toHaveLength(1);
  });

  it('never repeats a refused value, which may be secret', () => {
    expect(problemsOf({ KITCHEN_NAME: 'n', KITCHEN_FUEL: 'hunter2', KITCHEN_OPEN: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('reads a value from a file, without its last line break; the variable itself wins', () => {
    const file = join(folder, 'code');
    writeFileSync(file, ' 4711\r\n');
    const read = (extra = {}): string | undefined =>
      new Environment({ KITCHEN_NAME: 'n', KITCHEN_CODE_FILE: file, ...extra }).read(kitchen).KITCHEN_CODE;
    expect(read()).toBe(' 4711');
    expect(read({ KITCHEN_CODE: '1' })).toBe('1');
  });

  it('names a file that cannot be read', () => {
    const file = join(folder, 'missing');
    expect(problemsOf({ KITCHEN_NAME: 'n', KITCHEN_CODE_FILE: file })).toEqual([`KITCHEN_CODE_FILE names ${file}, which cannot be read`]);
  });
});
