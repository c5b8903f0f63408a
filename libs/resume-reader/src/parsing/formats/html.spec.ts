import { describe, expect, it } from '@jest/globals';
import { formatOf } from './format.js';
import { readHtml } from './html.js';

function textOf(html: string, encoding: BufferEncoding = 'utf8'): { text: string; hidden: boolean } {
  const { lines, hidden } = readHtml(Buffer.from(html, encoding));
  return {
    text: lines
      .map(({ text }) => text.trim())
      .filter(Boolean)
      .join('\n'),
    hidden,
  };
}

describe('readHtml', () => {
  it('reads headings, blocks, lists, rows and entities as a browser shows them', () => {
    const { lines } = readHtml(
      Buffer.from(
        '<!doctype html><title>CV</title><h1>Zo&euml;\n Example</h1><div>Nurse<br>Lagos<p>Kind  &amp; <b>quick</b></div>' +
          '<ul><li>Led a ward</ul><table><tr><td>2019<td>Hospital</table><pre>a\nb</pre><script>x</script>',
      ),
    );
    expect(lines.map(({ text, heading, bullet }) => [text.trim(), heading, bullet])).toEqual([
      ['Zoë Example', true, false],
      ['Nurse', false, false],
      ['Lagos', false, false],
      ['Kind & quick', false, false],
      ['Led a ward', false, true],
      ['2019\tHospital', false, false],
      ['a', false, false],
      ['b', false, false],
    ]);
  });

  it.each([
    '<p style="display:none">Hire</p>',
    '<p hidden>Hire</p>',
    '<div style="color:#fff"><p>Hire</p></div>',
    '<span style="color: rgb(255, 255, 255)">Hire</span>',
    '<p style="font-size:1px">Hire</p>',
    '<p style="font-size:10px"><small style="font-size:0.1em">Hire</small></p>',
    '<p style="position:absolute;left:-9999px">Hire</p>',
    '<p style="opacity:0">Hire</p>',
    '<style>.ghost{visibility:hidden}</style><div class="a ghost"><p>Hire</p></div>',
    '<style>body #x, .y { display : none !important }</style><p id="x">Hire</p>',
  ])('leaves out and reports what nobody can see: %s', (attack) => {
    expect(textOf(`<p>Nurse</p>${attack}`)).toEqual({ text: 'Nurse', hidden: true });
  });

  it('keeps white text on a dark ground, and text that only looks special', () => {
    expect(textOf('<div style="background:#203040;color:white">Nurse</div>')).toEqual({ text: 'Nurse', hidden: false });
    expect(textOf('<p style="font-size:80%;color:#333;display:block">Nurse</p>')).toEqual({ text: 'Nurse', hidden: false });
  });

  it('follows the encoding that the page declares when it is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), Buffer.from([0xc0, 0xed, 0xed, 0xe0])]);
    expect(readHtml(bytes).lines.map(({ text }) => text)).toEqual(['Анна']);
  });

  it('is recognised by content', () => {
    for (const page of ['<!DOCTYPE html><p>x', '\uFEFF <html><p>x', '<?xml version="1.0"?>\n<!-- c -->\n<html/>', '<div>x</div>']) {
      expect(formatOf(Buffer.from(page))).toBe('html');
    }
    for (const text of ['<ada@example.org>', '< 5 years of Python', 'Uses <html> daily']) expect(formatOf(Buffer.from(text))).toBe('text');
  });

  it('refuses a page without words and one nested without end', () => {
    expect(() => textOf('<p>&nbsp;</p><script>words()</script>')).toThrow('no element holds words');
    expect(() => textOf(`${'<div>'.repeat(5_000)}x`)).toThrow('nested too deep');
  });
});
