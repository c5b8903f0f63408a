import type { FactDto } from '@shortlist/contracts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a text says how its author is called: two words of the name or more, side by side, in any order and case; a name of one word wherever
 * it is written as one. One word of a longer name alone is not the name: "Washington" may be where somebody lives, and what a resume says
 * must not depend on how its author is called.
 */
export function nameSpans(text: string, name: FactDto | null): Span[] {
  const words = name?.value.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  if (!name || words.length === 0) return [];
  const word = `(?<![\\p{L}\\p{M}])(?:${words.join('|')})(?![\\p{L}\\p{M}])`;
  const pattern = words.length === 1 ? word : `${word}(?:[\\s.,]{1,3}${word}){1,${words.length - 1}}`;
  const again = Array.from(text.matchAll(new RegExp(pattern, 'giu')), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  return [...name.evidence, ...again.filter(({ start }) => isCapital(text.charAt(start)))];
}

function isCapital(letter: string): boolean {
  return letter === letter.toUpperCase();
}
