import { describe, expect, it } from '@jest/globals';
import { personalFoundIn } from './prompt-search.js';

const find = (prompt: string, given: Partial<Parameters<typeof personalFoundIn>[1]>): readonly string[] =>
  personalFoundIn(prompt, { whole: [], names: [], work: '', ...given }).found;

describe('what is personal in a prompt', () => {
  it.each([
    ['call 0300 123 45 67 now', '0300-1234567'],
    ['MAIL TO ADA @ EXAMPLE . ORG', 'ada@example.org'],
    ['born 3may1990', '3 May 1990'],
    ['hauptstrasse: Hauptstraße, 12', 'Hauptstraße 12'],
  ])('is found however it is written: %s', (prompt, whole) => expect(find(prompt, { whole: [whole] })).toEqual([whole]));

  it.each([
    ['led by NUNEZ himself', 'José Núñez', ['nunez']],
    ['李小明负责', '李小明', ['李小明']],
    ['die Müllerin', 'Ada Müller', []],
    ['de facto', 'Maria de Souza', []],
  ])('is a part of a name only as a whole word: %s', (prompt, name, found) => expect(find(prompt, { names: [name] })).toEqual(found));

  it('is no part of a name that is a word of the work, but the whole name is', () => {
    const given = { whole: [], names: ['Grace Java'], work: 'Java, SQL' };
    expect(personalFoundIn('wrote Java', given)).toEqual({ found: [], ordinary: ['java'] });
    expect(find('Grace Java wrote', given)).toEqual(['Grace Java', 'grace']);
  });
});
