import { StoryReader } from '../ooxml/story.js';
import { readStyles } from '../ooxml/styles.js';
import { readParts } from '../xml/zip.js';
import { xmlTokens } from '../xml/tokens.js';
import { ParseError } from '../outcome.js';
import type { ExtractedLines } from './extracted-lines.js';

const STORIES = /^(header|footer|footnotes|endnotes)\d*\.xml$/;

/** Lines of a Word document: headers, body, footers, notes. Comments and deleted text are left out; macros are never looked at. */
export async function readDocx(bytes: Uint8Array): Promise<ExtractedLines> {
  const parts = await readParts(
    bytes,
    (name) => name === '[Content_Types].xml' || name === '_rels/.rels' || /^[^/]+\/[^/]+\.xml$/.test(name),
  );
  const main = mainPart(parts);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const styles = readStyles(parts.get(`${folder}styles.xml`) ?? '');
  const names = [...parts.keys()].filter((name) => name.startsWith(folder) && STORIES.test(name.slice(folder.length))).sort();
  const order = [...names.filter((name) => name.includes('header')), main, ...names.filter((name) => !name.includes('header'))];
  const seen = new Set<string>();
  let hidden = false;
  const lines = order.flatMap((name) => {
    const story = new StoryReader(styles);
    const read = story.read(parts.get(name) ?? '');
    hidden ||= story.hidden;
    return name === main ? read : [...read.filter(({ text }) => isNew(seen, text)), { text: '' }];
  });
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no paragraph holds words');
  return { lines, hidden, truncated: false };
}

/** Headers of first, odd and even pages mostly say the same. */
function isNew(seen: Set<string>, text: string): boolean {
  const isKnown = seen.has(text);
  seen.add(text);
  return !isKnown;
}

/** The document part, named by the package relationships; Word's own name is tried when they are missing. */
function mainPart(parts: ReadonlyMap<string, string>): string {
  for (const token of xmlTokens(parts.get('_rels/.rels') ?? '')) {
    const type = token.kind === 'open' ? (token.attributes.get('Type') ?? '') : '';
    const target = token.kind === 'open' ? (token.attributes.get('Target') ?? '').replace(/^\//, '') : '';
    if (type.endsWith('/officeDocument') && parts.has(target) && isWordPart(parts, target)) return target;
  }
  if (parts.has('word/document.xml')) return 'word/document.xml';
  throw new ParseError(parts.has('[Content_Types].xml') ? 'unsupported_type' : 'corrupt', 'the container holds no Word document');
}

/** Refuses spreadsheets and slides, and Word files with macros, whatever they are called. */
function isWordPart(parts: ReadonlyMap<string, string>, name: string): boolean {
  const types = parts.get('[Content_Types].xml') ?? '';
  if (/macroEnabled/i.test(types)) throw new ParseError('unsupported_type', 'the document is of a kind that carries macros');
  return /\bdocument\b/.test(parts.get(name)?.slice(0, 4_000) ?? '');
}
