import type { ResumeContent } from '../resume-content.js';
import { writeDocx } from './docx.js';
import type { DocxLayout } from './docx.js';
import { writePdf } from './pdf.js';
import type { PdfLayout } from './pdf.js';
import { writeText } from './text.js';

/** A file type, with a layout where the type has several. */
export type ResumeFormat = `pdf/${PdfLayout}` | `docx/${DocxLayout}` | 'txt';

/** A resume as somebody would upload it. */
export interface ResumeFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Writes the resume in the given format; the file is named after the address of the person. */
export async function writeResume(content: ResumeContent, format: ResumeFormat): Promise<ResumeFile> {
  const stem = content.email.slice(0, content.email.indexOf('@'));
  const [type, layout] = format.split('/') as ['pdf', PdfLayout] | ['docx', DocxLayout] | ['txt', undefined];
  const fileName = `${stem}.${type}`;
  if (type === 'pdf') return { fileName, contentType: 'application/pdf', bytes: await writePdf(content, layout) };
  if (type === 'txt') return { fileName, contentType: 'text/plain', bytes: writeText(content) };
  const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { fileName, contentType, bytes: await writeDocx(content, layout) };
}
