import { describe, expect, it } from '@jest/globals';
import { highlightOf } from './highlights.js';
import { wordsOf } from './words.js';

function highlight(field: 'name' | 'text', text: string, ...wanted: string[]): ReturnType<typeof highlightOf> {
  const words = wordsOf(text);
  return highlightOf(field, text, words, (index) => wanted.includes(words[index]?.word ?? ''));
}

describe('highlight', () => {
  it('marks every match by offsets into what it shows', () => {
    const shown = highlight('name', 'Zoë \u{1F600} Müller-Zoë', 'zoe');
    expect(shown?.matches.map(({ start, end }) => shown.text.slice(start, end))).toEqual(['Zoë', 'Zoë']);
  });

  it('cuts a long text at words around the first match', () => {
    const text = `${'lorem ipsum '.repeat(100)}Rust developer ${'dolor sit amet '.repeat(100)}Rust`;
    const shown = highlight('text', text, 'rust');
    expect(shown?.text.length).toBeLessThanOrEqual(240);
    expect(text).toContain(shown?.text);
    expect(shown?.text).toMatch(/^(lorem|ipsum)\b.*\b(dolor|sit|amet)$/);
    expect(shown?.matches.map(({ start, end }) => shown.text.slice(start, end))).toEqual(['Rust']);
  });

  it('is absent where nothing was found', () => {
    expect(highlight('text', 'nothing here', 'rust')).toBeNull();
    expect(highlight('text', '', 'rust')).toBeNull();
  });
});
