import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../workspace/root.mjs';
import { judge } from './hunt.mjs';
import { MUTANTS, REDUCED } from './mutants.mjs';
import { edited } from './source-copy.mjs';

const results = (tests, message = '') => ({
  testResults: [
    {
      status: tests.some(([, status]) => status === 'failed') || message ? 'failed' : 'passed',
      message,
      assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
    },
  ],
});
const mutant = { reds: ['counts once', 'stays in order'] };

describe('mutants', () => {
  it('are eight, and fit the sources as they stand', () => {
    expect(MUTANTS).toHaveLength(8);
    for (const { edits } of MUTANTS) {
      const texts = new Map();
      for (const edit of edits) {
        const text = texts.get(edit.file) ?? readFileSync(join(workspaceRoot, edit.file), 'utf8');
        texts.set(edit.file, edited(text, edit));
      }
    }
    expect(REDUCED.filter((name) => !MUTANTS.some((one) => one.name === name))).toEqual([]);
  });

  it('are refused when what they change stands nowhere or twice', () => {
    const edit = { file: 'a.ts', find: 'x', replace: 'y' };
    expect(edited('a x b', edit)).toBe('a y b');
    for (const text of ['a b', 'x x']) expect(() => edited(text, edit)).toThrow('not once');
  });
});

describe('a verdict', () => {
  it('is "caught" when every named test is red', () => {
    const both = [
      ['an event counts once', 'failed'],
      ['a key stays in order', 'failed'],
      ['something else', 'passed'],
    ];
    expect(judge(mutant, results(both))).toEqual({ caught: true, detail: '2 red' });
  });

  it('is "survived" when a named test stays green, whatever else is red', () => {
    const one = [
      ['an event counts once', 'passed'],
      ['a key stays in order', 'failed'],
      ['something else', 'failed'],
    ];
    expect(judge(mutant, results(one))).toEqual({ caught: false, detail: 'still green: counts once' });
  });

  it('is "survived" when the sources could not be loaded or nothing ran', () => {
    expect(judge(mutant, results([], 'SyntaxError: unexpected token'))).toMatchObject({ caught: false });
    expect(judge(mutant, null)).toMatchObject({ caught: false });
  });
});
