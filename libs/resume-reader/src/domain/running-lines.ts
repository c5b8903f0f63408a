import type { FactDto } from '@shortlist/contracts';
import { lineText } from './text-document.js';
import type { TextDocument } from './text-document.js';

/** Beside a name at the top or foot of a page: "2", "2/3", "Page 2 of 3", "CV", "Resume", "Curriculum Vitae". */
const FURNITURE = /(?<!\p{L})(?:page|of|cv|r[eé]sum[eé]|curriculum|vitae)(?!\p{L})|[\p{N}\p{P}\p{S}\s]/giu;

/** The document without the lines that only repeat whose resume it is, as the feet of pages do: they stand amid what somebody did and are no part of it. */
export function withoutRunningLines(document: TextDocument, name: FactDto | null): TextDocument {
  const [written] = name?.evidence ?? [];
  if (!name || !written) return document;
  const names = [name.value, written.text].map((text) => text.toLocaleLowerCase());
  const repeats = (text: string): boolean => {
    const folded = text.toLocaleLowerCase();
    const found = names.find((one) => folded.includes(one));
    return found !== undefined && folded.replace(found, '').replace(FURNITURE, '') === '';
  };
  const isFirst = (start: number, end: number): boolean => start < written.end && written.start < end;
  return { ...document, lines: document.lines.filter((line) => isFirst(line.start, line.end) || !repeats(lineText(document, line))) };
}
