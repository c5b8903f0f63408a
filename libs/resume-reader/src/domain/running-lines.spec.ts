import { describe, expect, it } from '@jest/globals';
import { withoutRunningLines } from './running-lines.js';
import { composeDocument, lineText } from './text-document.js';

const left = (name: string, ...lines: string[]): string[] => {
  const document = composeDocument(lines.map((text) => ({ text })));
  const evidence = [{ text: name, start: document.text.indexOf(name), end: document.text.indexOf(name) + name.length }];
  const { lines: kept } = withoutRunningLines(document, { value: 'Ada Baker', evidence, confidence: 1 });
  return kept.map((line) => lineText(document, line));
};

describe('running lines', () => {
  it.each(['ADA BAKER – 2/3', 'Ada Baker', 'Page 2 of 3 | Ada Baker', 'Résumé of Ada Baker, 2'])('are left out: %s', (line) => {
    expect(left('Ada Baker', 'Ada Baker', 'Skills', line, 'Python')).toEqual(['Ada Baker', 'Skills', 'Python']);
  });

  it.each(['Ada Baker, Sarah Williams: Sparse experts', 'Baker', 'Worked as Ada Baker Ltd'])('are no lines that say more: %s', (line) => {
    expect(left('Ada Baker', 'Ada Baker', line)).toEqual(['Ada Baker', line]);
  });

  it('need a name', () => {
    const document = composeDocument([{ text: '1/3' }]);
    expect(withoutRunningLines(document, null)).toBe(document);
  });
});
