import PDFDocument from 'pdfkit';
import type { ResumeContent } from '../resume-content.js';
import { pdfLayouts } from './pdf/layouts.js';
import type { PdfLayout } from './pdf/layouts.js';

export type { PdfLayout };

/** The date in every file, so that one content gives the same bytes on every day. */
const writtenAt = new Date('2026-01-05T09:00:00Z');

/**
 * The resume as a PDF of A4 pages with real text. It uses the fonts every reader has, which cover Western European
 * letters only; a content with any other letter is refused, because it would come out as other letters without a word.
 */
export async function writePdf(content: ResumeContent, layout: PdfLayout): Promise<Uint8Array> {
  refuseUnprintable(content);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    info: { Title: `${content.name}, resume`, Author: content.name, CreationDate: writtenAt, ModDate: writtenAt },
  });
  const bytes = collect(doc);
  pdfLayouts[layout](doc, content);
  doc.end();
  return bytes;
}

async function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of doc) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

// Letters of Windows-1252, the encoding of the standard fonts.
const printable = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u;

function refuseUnprintable(content: ResumeContent): void {
  for (const text of JSON.stringify(content).match(/"(?:[^"\\]|\\.)*"/gu) ?? []) {
    if (!printable.test(text)) throw new RangeError(`The fonts of a PDF resume cannot print ${text}; write it as DOCX or text.`);
  }
}
