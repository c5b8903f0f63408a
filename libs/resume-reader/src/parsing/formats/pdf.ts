import { getResolvedPDFJS } from 'unpdf';
import { pageLines } from '../../domain/layout/page-lines.js';
import type { Glyph } from '../../domain/layout/words.js';
import { ParseError } from '../outcome.js';
import type { ExtractedLines } from './extracted-lines.js';
import { GlyphReader } from '../pdf/glyphs.js';
import type { FontMetrics, OperatorList, PageGlyphs } from '../pdf/glyphs.js';
import { matrixOf } from '../pdf/matrix.js';

/** A resume is read up to here; what follows is an appendix. */
const PAGES_READ = 50;
/** Beyond this a file is refused before a page is opened. */
const MOST_PAGES = 1_000;
/** A page of words has more; page numbers and stray marks over a scan have fewer. */
const LEAST_GLYPHS = 20;

/** Lines of a PDF in reading order. Images are never decoded, scripts never run, nothing is fetched. */
export async function readPdf(bytes: Uint8Array): Promise<ExtractedLines> {
  const pdf = await getResolvedPDFJS();
  const loading = pdf.getDocument({
    // pdf.js takes the array over, and refuses a Buffer.
    data: new Uint8Array(bytes),
    useWasm: false,
    maxImageSize: 1,
    disableFontFace: false,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MOST_PAGES) throw new ParseError('too_many_pages', `${document.numPages} pages`);
    const pages: PageGlyphs[] = [];
    let failed = 0;
    for (let number = 1; number <= Math.min(document.numPages, PAGES_READ); number += 1) {
      try {
        pages.push(await readPage(pdf.OPS, await document.getPage(number)));
      } catch (error) {
        if (isOutOfMemory(error)) throw error;
        failed += 1;
      }
    }
    if (pages.length === 0) throw new ParseError('corrupt', `none of ${failed} pages can be read`);
    return { ...linesOf(pages), truncated: document.numPages > PAGES_READ };
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await loading.destroy();
  }
}

function linesOf(pages: readonly PageGlyphs[]): Omit<ExtractedLines, 'truncated'> {
  const visible: Glyph[][] = pages.map((page) => page.visible);
  const ink = visible.flat().filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;
  if (ink < LEAST_GLYPHS) throw new ParseError('needs_ocr', `${ink} visible characters on ${pages.length} pages`);
  return { lines: pageLines(visible), hidden: pages.some(({ hidden }) => hidden > 0) };
}

type Page = Awaited<ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']>['getPage']>>;

async function readPage(operators: Readonly<Record<string, number>>, page: Page): Promise<PageGlyphs> {
  const viewport = page.getViewport({ scale: 1 });
  const list = (await page.getOperatorList({ annotationMode: 0 })) as OperatorList;
  const fonts = page.commonObjs as { has(id: string): boolean; get(id: string): unknown };
  const fontOf = (id: string): FontMetrics | null => (fonts.has(id) ? (fonts.get(id) as FontMetrics) : null);
  const geometry = { toPage: matrixOf(viewport.transform), width: viewport.width, height: viewport.height };
  const glyphs = new GlyphReader(operators, geometry, fontOf).read(list);
  page.cleanup();
  return glyphs;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && /allocation|out of memory/i.test(error.message));
}

function refusalOf(error: unknown): unknown {
  if (error instanceof ParseError || isOutOfMemory(error)) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return new ParseError('encrypted', 'the PDF asks for a password');
  return new ParseError('corrupt', name || 'the PDF cannot be opened');
}
