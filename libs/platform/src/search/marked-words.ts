import { MARK_BETWEEN } from './prepared-document.js';

/**
 * Whether the word at an index was marked by an engine, given the words of a field with `<` and `>` around what it found: one word, or several in a
 * row. Words hold letters and digits only; the mark between values is none of them.
 */
export function markedWords(marked: string): (index: number) => boolean {
  const found = new Set<number>();
  let within = false;
  const words = marked.split(' ').filter((word) => word !== MARK_BETWEEN);
  for (const [index, word] of words.entries()) {
    within ||= word.startsWith('<');
    if (within) found.add(index);
    if (word.endsWith('>')) within = false;
  }
  return (index) => found.has(index);
}
