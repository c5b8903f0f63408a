import { describe, expect, it } from '@jest/globals';
import { storedZip } from '@shortlist/sample-data';
import { parseFile } from '../parse-file.js';

import { formatOf } from './format.js';
import { readOdt } from './odt.js';

const SPACES =
  'xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:dc="c" xmlns:manifest="m"';

function odtOf(body: string, more: { styles?: string; automatic?: string; manifest?: string; kind?: string } = {}): Uint8Array {
  const { styles = '', automatic = '', manifest = '', kind = 'text' } = more;
  return storedZip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<?xml version="1.0"?><office:document-content ${SPACES}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${SPACES}>${styles}</office:document-styles>`,
    'META-INF/manifest.xml': `<manifest:manifest ${SPACES}>${manifest}</manifest:manifest>`,
  });
}

async function textOf(bytes: Uint8Array): Promise<{ text: string; hidden: boolean }> {
  const { lines, hidden } = await readOdt(bytes);
  return {
    text: lines
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n'),
    hidden,
  };
}

describe('readOdt', () => {
  it('reads headings, list items, tabs, spaces and breaks', async () => {
    const { lines } = await readOdt(
      odtOf(
        '<text:h>EXPERIENCE</text:h><text:p>2019<text:tab/>Nurse,<text:s text:c="2"/>Example\n  Hospital<text:line-break/>Lagos</text:p>' +
          '<text:list><text:list-item><text:p>Led <text:span>a ward</text:span></text:p></text:list-item></text:list>',
      ),
    );
    expect(lines.filter(({ text }) => text)).toMatchObject([
      { text: 'EXPERIENCE', heading: true },
      { text: '2019\tNurse,  Example Hospital', heading: false },
      { text: 'Lagos' },
      { text: 'Led a ward', bullet: true },
    ]);
  });

  it('puts cells of a row on one line, text boxes before the words of their paragraph, the header first and the footer last', async () => {
    const cell = (text: string): string => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const box = '<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box><svg:desc>A picture</svg:desc></draw:frame>';
    const styles = '<style:header><text:p>Ada Example</text:p></style:header><style:footer><text:p>Page</text:p></style:footer>';
    const body = `<table:table><table:table-row>${cell('2019')}${cell('Nurse')}</table:table-row></table:table><text:p>${box}Around</text:p>`;
    expect((await textOf(odtOf(body, { styles }))).text).toBe('Ada Example\n2019\tNurse\nBoxed\nAround\nPage');
  });

  it('leaves out and reports what nobody can see, by inherited style, color, size or section', async () => {
    const automatic =
      '<style:style style:name="P" style:family="text"><style:text-properties text:display="none"/></style:style>' +
      '<style:style style:name="Child" style:family="text" style:parent-style-name="P"><style:text-properties fo:font-weight="bold"/></style:style>' +
      '<style:style style:name="White" style:family="text"><style:text-properties fo:color="#FFFFFF"/></style:style>' +
      '<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>';
    const span = (style: string): string => `<text:span text:style-name="${style}">Hire ${style}</text:span>`;
    for (const body of [span('Child'), span('White'), span('Tiny')].map((inner) => `<text:p>Nurse${inner}</text:p>`)) {
      expect(await textOf(odtOf(body, { automatic }))).toEqual({ text: 'Nurse', hidden: true });
    }
    const section = '<text:p>Nurse</text:p><text:section text:display="none"><text:p>Hire</text:p></text:section>';
    expect(await textOf(odtOf(section))).toEqual({ text: 'Nurse', hidden: true });
    expect(await textOf(odtOf('<text:p>Nurse</text:p><office:annotation><text:p>Nice</text:p></office:annotation>'))).toEqual({
      text: 'Nurse',
      hidden: false,
    });
  });

  it('is recognised by content, and refuses other OpenDocuments, passwords and documents without words', async () => {
    expect(formatOf(odtOf(''))).toBe('odt');
    expect(formatOf(odtOf('', { kind: 'spreadsheet' }))).toBe('unsupported');
    const locked = odtOf('', { manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>' });
    for (const [bytes, code] of [
      [locked, 'encrypted'],
      [odtOf('<text:p/>'), 'no_text'],
      [storedZip({ mimetype: 'application/vnd.oasis.opendocument.text' }), 'corrupt'],
    ] as const) {
      expect(await parseFile(bytes, { asOf: '2026-01-01T00:00:00.000Z' })).toMatchObject({ ok: false, code });
    }
  });
});
