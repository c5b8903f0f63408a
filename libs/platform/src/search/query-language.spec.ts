import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../errors/coded-error.js';
import { parseQuery } from './query-language.js';
import type { SearchExpression } from './query-language.js';

function written(expression: SearchExpression | null): string {
  if (expression === null) return '';
  switch (expression.kind) {
    case 'words': {
      const words = `${expression.words.join(' ')}${expression.isPrefix ? '*' : ''}`;
      return `${expression.field ? `${expression.field}:` : ''}${expression.words.length === 1 ? words : `"${words}"`}`;
    }
    case 'not':
      return `NOT ${written(expression.operand)}`;
    default:
      return `(${written(expression.left)} ${expression.kind.toUpperCase()} ${written(expression.right)})`;
  }
}

describe('search text', () => {
  it.each([
    ['java', 'java'],
    ['java spring', '(java AND spring)'],
    ['java AND spring', '(java AND spring)'],
    ['java OR kotlin', '(java OR kotlin)'],
    ['a OR b AND c', '(a OR (b AND c))'],
    ['a b OR c d', '((a AND b) OR (c AND d))'],
    ['(a OR b) AND c', '((a OR b) AND c)'],
    ['(a OR b)(c OR d)', '((a OR b) AND (c OR d))'],
    ['NOT php', 'NOT php'],
    ['java NOT php', '(java AND NOT php)'],
    ['java AND NOT (php OR perl)', '(java AND NOT (php OR perl))'],
    ['NOT NOT a', 'NOT NOT a'],
    ['NOT a b', '(NOT a AND b)'],
    ['"machine learning"', '"machine learning"'],
    ['"machine learning" python', '("machine learning" AND python)'],
    ['"AND"', 'and'],
    ['and or not', '((and AND or) AND not)'],
    ['node.js', '"node js"'],
    ['C++ C# .NET', '((cplusplus AND csharp) AND dotnet)'],
    ['Zoë MÜLLER', '(zoe AND muller)'],
    ["O'Brien", '"o brien"'],
    ['((java))', 'java'],
    ['', ''],
    ['  \t ', ''],
    ['- , .', ''],
    ['java - kotlin / C++', '((java AND kotlin) AND cplusplus)'],
    ['java -php', '(java AND NOT php)'],
    ['-(php) java', '(php AND java)'],
    ['front-end', '"front end"'],
    ['title:engineer', 'title:engineer'],
    ['Title: "Data Engineer" java', '(title:"data engineer" AND java)'],
    ['skills:(java OR kotlin) city:Lahore', '((skill:java OR skill:kotlin) AND location:lahore)'],
    ['skill:(NOT php title:lead)', '(NOT skill:php AND title:lead)'],
    ['-skill:php', 'NOT skill:php'],
    ['skill:C++', 'skill:cplusplus'],
    ['develop*', 'develop*'],
    ['title:"senior dev*"', 'title:"senior dev*"'],
    ['*', ''],
    ['http://example.org 10:30 note:x', '(("http example org" AND "10 30") AND "note x")'],
  ])('reads %j as %j', (text, expected) => {
    expect(written(parseQuery(text))).toBe(expected);
  });

  it.each([
    ['AND java', 1, 'AND'],
    ['java AND', 9, 'ends'],
    ['java OR OR kotlin', 9, 'OR'],
    ['java NOT', 9, 'ends'],
    ['(java', 1, 'does not close'],
    ['a (b OR (c)', 3, 'does not close'],
    ['java)', 5, 'was not opened'],
    ['()', 2, ')'],
    ['java "machine learning', 6, 'quotation mark'],
    ['java "" x', 6, 'no letter'],
    ['java skils:react', 6, 'Did you mean "skill:"?'],
    ['title:', 7, 'Add a word'],
    ['title:AND x', 7, 'Quote an operator'],
    ['java x*', 6, 'at least 2 letters before *'],
    ['(java', 1, 'Close it'],
    ['java AND ++', 12, 'ends'],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, 21, 'too deeply'],
    [Array.from({ length: 51 }, () => 'a').join(' '), 101, '50 words'],
    ['x'.repeat(1_001), 1_001, '1000 characters'],
  ])('names the place where %j is wrong', (text, position, reason) => {
    const error = expect.objectContaining({
      code: 'search.query_malformed',
      kind: 'malformed',
      message: expect.stringContaining(`(at character ${position})`),
    });
    expect(() => parseQuery(text)).toThrow(error);
    expect(() => parseQuery(text)).toThrow(reason);
  });

  it('reads any text or refuses it with a code, and its words are letters and digits only', () => {
    const words = (expression: SearchExpression | null): readonly string[] => {
      if (expression === null) return [];
      if (expression.kind === 'words') return expression.words;
      return expression.kind === 'not' ? words(expression.operand) : [...words(expression.left), ...words(expression.right)];
    };
    const parts = fc.constantFrom(
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      '"',
      ' ',
      'a',
      '*',
      '-',
      ':',
      'title:',
      "'",
      '\\',
      '\0',
      '&',
      '|',
      '!',
      ':*',
      '<->',
      '\ud800',
    );
    const texts = fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        try {
          for (const word of words(parseQuery(text))) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
        } catch (error) {
          if (!(error instanceof CodedError)) throw error;
          expect(error.code).toBe('search.query_malformed');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
