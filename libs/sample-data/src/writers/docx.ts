import { Packer } from 'docx';
import type { ResumeContent } from '../resume-content.js';
import { docxLayouts } from './docx/layouts.js';
import type { DocxLayout } from './docx/layouts.js';

export type { DocxLayout };

/** The resume as a Word file. Its text is the same on every call; its bytes carry the time at which it was packed. */
export async function writeDocx(content: ResumeContent, layout: DocxLayout): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toArrayBuffer(docxLayouts[layout](content)));
}
