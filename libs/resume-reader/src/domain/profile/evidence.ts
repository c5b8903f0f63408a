import type { EvidenceDto } from '@shortlist/contracts';
import type { TextDocument } from '../text-document.js';

const MOST_CHARACTERS = 2_000;

/** The words between two offsets, without the white space around them. */
export function evidenceAt(document: TextDocument, from: number, to: number): EvidenceDto {
  const raw = document.text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = Math.max(start, Math.min(start + raw.trim().length, start + MOST_CHARACTERS));
  return { text: document.text.slice(start, end), start, end };
}
