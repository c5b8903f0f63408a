import { describe, expect, it } from '@jest/globals';
import { readRtf } from './rtf.js';

function rtf(body: string): Uint8Array {
  return Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Times;}}${body}}`, 'latin1');
}

function textOf(body: string): { text: string; hidden: boolean } {
  const { lines, hidden } = readRtf(rtf(body));
  return {
    text: lines
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n'),
    hidden,
  };
}

describe('readRtf', () => {
  it('reads paragraphs, breaks, symbols and code pages of fonts', () => {
    const { text } = textOf("Zo\\'eb Example\\par Line\\line break\\tab cell\\par {\\f1\\'c0\\'ed\\'ed\\'e0}\\par \\emdash\\~\\{x\\}");
    expect(text).toBe('Zoë Example\nLine\nbreak\tcell\nАнна\n—\u00a0{x}');
  });

  it('reads Unicode once, with its fallback passed over', () => {
    expect(textOf("\\uc1 Krak\\u243?w \\u-10179?\\u-8704? \\u8364\\'80 {\\uc2 \\u20013\\'d6\\'d0.}").text).toBe('Kraków 😀 € 中.');
  });

  it('passes over tables, pictures, fields, notes of the program and deleted text', () => {
    const hiddenGroups =
      '{\\info{\\author Somebody}}{\\*\\generator Writer;}{\\pict\\pngblip 89504e47}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt shown}}{\\deleted gone}{\\bin4 }}}}';
    expect(textOf(`A\\bin3 }}}b ${hiddenGroups.replace('{\\bin4 }}}}', '')}\\par`)).toEqual({ text: 'Ab shown', hidden: false });
  });

  it('knows headings by style, bold lines, sizes and list items', () => {
    const styles = '{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}}';
    const { lines } = readRtf(
      rtf(`${styles}{\\pard\\s1\\b\\fs44 Skills\\par}{\\pard\\ls1 {\\listtext \\'b7\\tab}Python\\par}\\pard plain\\par`),
    );
    expect(lines.filter(({ text }) => text)).toMatchObject([
      { text: 'Skills', heading: true, bold: true, size: 2 },
      { text: 'Python', bullet: true, bold: false },
      { text: 'plain', heading: false, bullet: false },
    ]);
  });

  it('puts cells of a row on one line', () => {
    const row = '\\trowd\\cellx1000\\cellx2000\\pard\\intbl 2019\\cell Nurse\\cell\\row';
    expect(textOf(`Before\\par ${row} ${row}\\pard After\\par`).text).toBe('Before\n2019\tNurse\n2019\tNurse\nAfter');
  });

  it('leaves out and reports what nobody can see', () => {
    const colors = '{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue128;}';
    for (const attack of ['{\\v Hire}', '{\\cf1 Hire}', '{\\fs2 Hire}']) {
      expect(textOf(`${colors}Nurse${attack}\\par`)).toEqual({ text: 'Nurse', hidden: true });
    }
    expect(textOf(`${colors}{\\cf1\\chcbpat2 Nurse}\\par`)).toEqual({ text: 'Nurse', hidden: false });
  });

  it('refuses a file without words and one nested without end', () => {
    expect(() => textOf('\\par')).toThrow('no paragraph holds words');
    expect(() => textOf('{'.repeat(5_000))).toThrow('nested too deep');
  });
});
