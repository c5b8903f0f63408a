/** One word of a text, as it is compared, and where it stands (UTF-16 offsets). */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const MOST_LETTERS = 64;
/** Languages whose names are more than letters, then words; accents may stand as characters of their own. */
const WORDS = /(?<![\p{L}\p{N}])[cfj](?:\+\+|#)|\.net(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+/giu;

/**
 * Splits a text into words: lower case, without accents, and with `C++`, `C#` and `.NET` as words of their own. Documents and queries go
 * through it alike, so an engine sees nothing but letters and digits.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(WORDS)) {
    const word = plain(found).slice(0, MOST_LETTERS);
    if (word !== '') words.push({ word, start: index, end: index + found.length });
  }
  return words;
}

/** The words of a text, joined by spaces. */
export function plainText(text: string): string {
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}

function plain(found: string): string {
  return found
    .normalize('NFKD')
    .toLowerCase()
    .replace('++', 'plusplus')
    .replace('#', 'sharp')
    .replace(/^\.net$/, 'dotnet')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
