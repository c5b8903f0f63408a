import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import type { IRunOptions } from 'docx';
import PDFDocument from 'pdfkit';
import type { ResumeContent } from '../resume-content.js';
import { writeHtml } from '../writers/html.js';
import { escapeMarkup } from '../writers/markup.js';
import { outlineOf } from '../writers/outline.js';
import type { ResumeFile } from '../writers/resume.js';
import { writeRtf } from '../writers/rtf.js';
import { writeText } from '../writers/text.js';

type Type = 'txt' | 'html' | 'rtf' | 'docx' | 'pdf';
type Way = { readonly type: Exclude<Type, 'docx' | 'pdf'>; readonly hide: (words: string) => string } | DocxWay | PdfWay;
interface DocxWay {
  readonly type: 'docx';
  readonly run: IRunOptions;
}
interface PdfWay {
  readonly type: 'pdf';
  readonly draw: (pdf: PDFKit.PDFDocument, words: string) => void;
}

/** How words stand in a file for a machine, and not for whoever looks at it. */
const WAYS: Readonly<Record<string, Way>> = {
  'html, white': { type: 'html', hide: (words) => `<p style="color:#fff;background:#ffffff">${escapeMarkup(words)}</p>` },
  'html, not displayed': { type: 'html', hide: (words) => `<div style="display:none">${escapeMarkup(words)}</div>` },
  'html, no size': { type: 'html', hide: (words) => `<span style="font-size:0">${escapeMarkup(words)}</span>` },
  'html, beside the page': { type: 'html', hide: (words) => `<div style="position:absolute;left:-9999px">${escapeMarkup(words)}</div>` },
  'text, Unicode tags': { type: 'txt', hide: (words) => tags(words) },
  'rtf, hidden': { type: 'rtf', hide: (words) => `{\\pard\\v ${ascii(words)}\\par}` },
  'docx, vanished': { type: 'docx', run: { vanish: true } },
  'docx, white': { type: 'docx', run: { color: 'FFFFFF' } },
  'docx, tiny': { type: 'docx', run: { size: 2 } },
  'pdf, white': {
    type: 'pdf',
    draw: (pdf, words) => void pdf.fillColor('#ffffff').fontSize(10).text(words, 50, 780, { lineBreak: false }),
  },
  'pdf, tiny': { type: 'pdf', draw: (pdf, words) => void pdf.fillColor('#000000').fontSize(1).text(words, 50, 780, { lineBreak: false }) },
  'pdf, beside the page': {
    type: 'pdf',
    draw: (pdf, words) => void pdf.fillColor('#000000').fontSize(10).text(words, 2_000, 300, { lineBreak: false }),
  },
};

/** Names of the ways to hide words in a file. */
export const HIDING_PLACES = Object.keys(WAYS);

/** A resume as a file of the type that the way is for; with words, they are hidden in it, without any it is the same file but for them. */
export async function writeHiding(content: ResumeContent, place: string, words: string | null): Promise<ResumeFile> {
  const way = WAYS[place];
  if (!way) throw new RangeError(`There is no way to hide words called ${place}.`);
  const file = { fileName: `resume.${way.type}`, contentType: 'application/octet-stream' };
  if (way.type === 'docx') return { ...file, bytes: await docxHiding(content, way, words) };
  if (way.type === 'pdf') return { ...file, bytes: await pdfHiding(content, way, words) };
  const hidden = words === null ? '' : way.hide(words);
  if (way.type === 'txt') return { ...file, bytes: encoded(`${decoded(writeText(content))}\n${hidden}`) };
  const [written, end] = way.type === 'html' ? [decoded(writeHtml(content)), '</body>'] : [decoded(writeRtf(content)), '}'];
  const at = written.lastIndexOf(end);
  return { ...file, bytes: encoded(`${written.slice(0, at)}${hidden}${written.slice(at)}`) };
}

async function docxHiding(content: ResumeContent, { run }: DocxWay, words: string | null): Promise<Uint8Array> {
  const lines = outlineOf(content).map(
    ({ kind, text }) =>
      new Paragraph({
        text,
        ...(kind === 'name' && { heading: HeadingLevel.TITLE }),
        ...(kind === 'heading' && { heading: HeadingLevel.HEADING_1 }),
      }),
  );
  const hidden = words === null ? [] : [new Paragraph({ children: [new TextRun({ ...run, text: words })] })];
  return new Uint8Array(await Packer.toArrayBuffer(new Document({ sections: [{ children: [...lines, ...hidden] }] })));
}

/** The fonts print Western European letters only: what has others is left as question marks, as careless programs do. */
async function pdfHiding(content: ResumeContent, { draw }: PdfWay, words: string | null): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 50, bufferPages: true });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  for (const { kind, text } of outlineOf(content)) {
    if (kind === 'heading') pdf.moveDown(0.5);
    pdf.fontSize(kind === 'name' ? 18 : kind === 'heading' ? 12 : 9).text(kind === 'bullet' ? `• ${text}` : text);
  }
  if (words !== null) {
    pdf.switchToPage(0);
    draw(pdf, words.replace(/[^\x20-\xff]/g, '?'));
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Every letter of ASCII has a twin without ink among the tags of Unicode. */
function tags(words: string): string {
  return [...words].map((letter) => String.fromCodePoint(0xe0000 + ((letter.codePointAt(0) ?? 0) & 0x7f))).join('');
}

function ascii(words: string): string {
  return words.replace(/[\\{}]/g, '\\$&').replace(/[^\u0000-\u007e]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`);
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
