import { stemmer } from 'stemmer';
import { FUNCTION_WORDS } from './function-words.js';

/** A word of a text: what its English forms have in common (Porter, "An algorithm for suffix stripping", Program 14, 1980), and where it stands (UTF-16). */
export interface Word {
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** `C++` and `C#` stay apart from `C`; marks belong to their letter. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*[+#]*/gu;

/** More forms than thousands of resumes hold; words come from outside, so there has to be an end. */
const MOST_FORMS = 100_000;

const known = new Map<string, string | null>();

/** The words of a text that carry meaning, in its order: no function words of the languages that resumes come in, no pronouns, no bare numbers. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const stem = stemOf(match[0]);
    if (stem !== null) words.push({ stem, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

function stemOf(written: string): string | null {
  const found = known.get(written);
  if (found !== undefined) return found;
  const stem = stemmed(written.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  if (known.size >= MOST_FORMS) known.clear();
  known.set(written, stem);
  return stem;
}

function stemmed(word: string): string | null {
  if (word.length < 2 || /^\d+$/.test(word) || FUNCTION_WORDS.has(word)) return null;
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}
