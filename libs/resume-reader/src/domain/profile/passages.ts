import type { EvidenceDto, FactDto } from '@shortlist/contracts';
import type { TextDocument } from '../text-document.js';
import { evidenceAt } from './evidence.js';
import { nameSpans } from './name-spans.js';
import type { Span } from './name-spans.js';

/** As long as evidence may be, less room for a word that must not be cut. */
const LONGEST = 1_900;
/** Sixty pages; what follows is no resume any more. Counted without names, so that a longer one takes nothing away. */
const MOST_TEXT = 190_000;

/**
 * The text in pieces of whole lines, without the words that tell who somebody is: the name wherever it stands, and the contacts.
 */
export function passagesIn(document: TextDocument, name: FactDto | null, contacts: readonly FactDto[]): EvidenceDto[] {
  const hidden = [...contacts.flatMap(({ evidence }) => evidence), ...nameSpans(document.text, name)];
  let room = MOST_TEXT;
  return visible(document.text.length, hidden)
    .flatMap(({ start, end }) => pieces(document, start, end))
    .filter(({ start, end }) => (room -= end - start) >= 0)
    .map(({ start, end }) => evidenceAt(document, start, end))
    .filter(({ text }) => /\p{L}{2}/u.test(text));
}

function visible(length: number, hidden: readonly Span[]): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { start, end } of hidden.toSorted((a, b) => a.start - b.start)) {
    if (start > from) spans.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  return [...spans, { start: from, end: length }];
}

/** Cut at line breaks, or at a space where one line is longer than a piece. */
function pieces(document: TextDocument, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (let from = start; from < end;) {
    const to = from + LONGEST >= end ? end : breakBefore(document.text, from, from + LONGEST);
    found.push({ start: from, end: to });
    from = to;
  }
  return found;
}

function breakBefore(text: string, from: number, limit: number): number {
  const line = text.lastIndexOf('\n', limit);
  const space = text.lastIndexOf(' ', limit);
  return line > from ? line : space > from ? space : limit;
}
