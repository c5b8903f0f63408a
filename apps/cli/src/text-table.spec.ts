import { describe, expect, it } from '@jest/globals';
import { textTable, wrap } from './text-table.js';

describe('text table', () => {
  it('wraps at blanks, keeps line breaks and cuts words that are too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a\n\nb', 5)).toEqual(['a', '', 'b']);
    expect(wrap('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrap('', 4)).toEqual(['']);
  });

  it('lets no control character through', () => {
    expect(wrap('a\u001b[2Jb\rc', 20)).toEqual(['a [2Jb c']);
  });

  it('draws every line to the same width, also with letters beyond the basic plane', () => {
    const table = textTable(
      [
        { head: '#', width: 2 },
        { head: 'Who', width: 6 },
      ],
      [['1', 'Ada 😀 Łukasz'], ['22']],
    );
    expect(new Set(table.split('\n').map((line) => [...line].length))).toEqual(new Set([15]));
    expect(table).toContain('│ 22 │        │');
  });
});
