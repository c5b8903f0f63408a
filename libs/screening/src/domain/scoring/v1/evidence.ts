import type { EvidenceDto } from '@shortlist/contracts';

/** Enough to check a point by eye; a skill named on every page need not be quoted from each. */
const MOST_SPANS = 5;

/** A role's block may fill a page; its first lines name the post and the dates. */
const LONGEST_QUOTE = 200;

/** The spans to show, in the order of the resume, each once, long ones cut to their beginning. A cut span is still an exact substring. */
export function quotes(spans: readonly EvidenceDto[]): EvidenceDto[] {
  const cut = spans.map(cutSpan).sort((a, b) => a.start - b.start || a.end - b.end);
  return cut.filter((span, index) => span.start !== cut[index - 1]?.start || span.end !== cut[index - 1]?.end).slice(0, MOST_SPANS);
}

/** True when `inner` lies inside `outer`. */
export function contains(outer: EvidenceDto, inner: EvidenceDto): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The part of a span at an offset within it. */
export function within(span: EvidenceDto, offset: number, length: number): EvidenceDto {
  const start = span.start + offset;
  return { text: span.text.slice(offset, offset + length), start, end: start + length };
}

function cutSpan(span: EvidenceDto): EvidenceDto {
  if (span.text.length <= LONGEST_QUOTE) return { text: span.text, start: span.start, end: span.end };
  const head = span.text.slice(0, LONGEST_QUOTE);
  const gap = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
  return within(span, 0, gap > 0 ? gap : LONGEST_QUOTE - (isHighSurrogate(head) ? 1 : 0));
}

function isHighSurrogate(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
