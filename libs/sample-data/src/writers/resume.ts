import type { ResumeContent } from '../resume-content.js';
import { writeDocx } from './docx.js';
import type { DocxLayout } from './docx.js';
import { writeHtml } from './html.js';
import { writeJsonResume } from './json-resume.js';
import { writeOdt } from './odt.js';
import { writePdf } from './pdf.js';
import type { PdfLayout } from './pdf.js';
import { writeRtf } from './rtf.js';
import { writeText } from './text.js';

/** A file type, with a layout where the type has several. */
export type ResumeFormat = `pdf/${PdfLayout}` | `docx/${DocxLayout}` | PlainFormat;
type PlainFormat = 'txt' | 'odt' | 'rtf' | 'html' | 'json';

/** A resume as somebody would upload it. */
export interface ResumeFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const PLAIN: Readonly<Record<PlainFormat, { readonly contentType: string; readonly write: (content: ResumeContent) => Uint8Array }>> = {
  txt: { contentType: 'text/plain', write: writeText },
  odt: { contentType: 'application/vnd.oasis.opendocument.text', write: writeOdt },
  rtf: { contentType: 'application/rtf', write: writeRtf },
  html: { contentType: 'text/html', write: writeHtml },
  json: { contentType: 'application/json', write: writeJsonResume },
};

/** Writes the resume in the given format; the file is named after the address of the person. */
export async function writeResume(content: ResumeContent, format: ResumeFormat): Promise<ResumeFile> {
  const stem = content.email.slice(0, content.email.indexOf('@'));
  const [type, layout] = format.split('/') as ['pdf', PdfLayout] | ['docx', DocxLayout] | [PlainFormat, undefined];
  const fileName = `${stem}.${type}`;
  if (type === 'pdf') return { fileName, contentType: 'application/pdf', bytes: await writePdf(content, layout) };
  if (type !== 'docx') return { fileName, contentType: PLAIN[type].contentType, bytes: PLAIN[type].write(content) };
  const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { fileName, contentType, bytes: await writeDocx(content, layout) };
}
