import type { EvidenceDto, ProfileDto } from '@shortlist/contracts';
import { answerable } from './grounding.js';

/** What the parser has read of what the work was, as one text, and where each part of it stands in the resume. */
export interface Reading {
  readonly text: string;
  readonly parts: readonly Part[];
}

interface Part {
  /** Where it begins in the reading. */
  readonly at: number;
  /** Where it begins in the resume. */
  readonly start: number;
  readonly text: string;
}

/** No resume says more about work; beyond it only tokens are spent. */
const MOST_CHARACTERS = 40_000;

/** The passages behind the facts of a profile, in the order of the resume and each once, one below the other. */
export function readingOf(profile: ProfileDto): Reading {
  const facts = Object.values<readonly { readonly evidence: readonly EvidenceDto[] }[]>(answerable(profile)).flat();
  const spans = facts.flatMap(({ evidence }) => evidence).sort((one, other) => one.start - other.start || other.end - one.end);
  const parts: Part[] = [];
  let text = '';
  let read = 0;
  for (const span of spans) {
    const start = Math.max(span.start, read);
    const rest = span.text.slice(start - span.start);
    if (rest.trim() === '' || text.length + rest.length > MOST_CHARACTERS) continue;
    const at = text === '' ? 0 : text.length + 1;
    text = text === '' ? rest : `${text}\n${rest}`;
    parts.push({ at, start, text: rest });
    read = span.end;
  }
  return { text, parts };
}

/**
 * Where in the resume a quote stands, and its words there; null when it does not stand in one passage, letter by letter. `shown` is the reading as
 * it was shown, with masked characters in their places.
 */
export function quotedSpan({ parts }: Reading, shown: string, quote: string): EvidenceDto | null {
  if (quote.trim() === '') return null;
  for (let index = shown.indexOf(quote); index !== -1; index = shown.indexOf(quote, index + 1)) {
    const part = parts.find(({ at, text }) => at <= index && index + quote.length <= at + text.length);
    if (!part) continue;
    const from = index - part.at;
    const text = part.text.slice(from, from + quote.length);
    return { text, start: part.start + from, end: part.start + from + quote.length };
  }
  return null;
}
