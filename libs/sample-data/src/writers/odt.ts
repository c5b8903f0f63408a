import type { ResumeContent } from '../resume-content.js';
import { escapeMarkup } from './markup.js';
import { outlineOf } from './outline.js';
import { storedZip } from './stored-zip.js';

const TYPE = 'application/vnd.oasis.opendocument.text';
const SPACES = ['office', 'text', 'style', 'manifest']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const FORMATTING = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"';
const STRONG =
  '<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:font-size="11pt"/></style:style>';
const NAME =
  '<style:style style:name="Name" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:font-size="22pt"/></style:style>';

const PARAGRAPHS = {
  name: (text: string) => `<text:p text:style-name="Name">${text}</text:p>`,
  heading: (text: string) => `<text:h text:outline-level="1">${text}</text:h>`,
  line: (text: string) => `<text:p>${text}</text:p>`,
  strong: (text: string) => `<text:p text:style-name="Strong">${text}</text:p>`,
  bullet: (text: string) => `<text:list><text:list-item><text:p>${text}</text:p></text:list-item></text:list>`,
};

/** The resume as an OpenDocument text (ODF 1.3). */
export function writeOdt(content: ResumeContent): Uint8Array {
  const body = outlineOf(content).map(({ kind, text }) => PARAGRAPHS[kind](escapeMarkup(text)));
  const entry = (path: string, type: string): string => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  return storedZip({
    mimetype: TYPE,
    'META-INF/manifest.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest ${SPACES} manifest:version="1.3">${entry('/', TYPE)}${entry('content.xml', 'text/xml')}</manifest:manifest>`,
    'content.xml':
      `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content ${SPACES} ${FORMATTING} office:version="1.3">` +
      `<office:automatic-styles>${NAME}${STRONG}</office:automatic-styles><office:body><office:text>${body.join('')}</office:text></office:body></office:document-content>`,
  });
}
