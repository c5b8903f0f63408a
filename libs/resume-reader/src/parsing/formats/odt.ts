import { readOdfStyles } from '../odf/styles.js';
import { TextBodyReader } from '../odf/text-body.js';
import { ParseError } from '../outcome.js';
import { readParts } from '../xml/zip.js';
import type { ExtractedLines } from './extracted-lines.js';

const PARTS = new Set(['content.xml', 'styles.xml', 'META-INF/manifest.xml']);

/** Lines of an OpenDocument text (OASIS ODF 1.3): header, body, footer. Notes stand where they are called; comments and removed text are left out. */
export async function readOdt(bytes: Uint8Array): Promise<ExtractedLines> {
  const parts = await readParts(bytes, (name) => PARTS.has(name));
  if (/<(?:\w+:)?encryption-data\b/.test(parts.get('META-INF/manifest.xml') ?? '')) {
    throw new ParseError('encrypted', 'the document asks for a password');
  }
  const [content, shared] = [parts.get('content.xml'), parts.get('styles.xml') ?? ''];
  if (content === undefined) throw new ParseError('corrupt', 'the container holds no content');
  const styles = readOdfStyles(shared, content);
  const stories = [
    new TextBodyReader(styles, 'header').read(shared),
    new TextBodyReader(styles, 'text').read(content),
    new TextBodyReader(styles, 'footer').read(shared),
  ];
  const lines = stories.flatMap((story) => [...story.lines, { text: '' }]);
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no paragraph holds words');
  return { lines, hidden: stories.some(({ hidden }) => hidden), truncated: false };
}
