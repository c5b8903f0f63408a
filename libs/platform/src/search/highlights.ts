import type { SearchHighlight } from './search-index.js';
import type { Word } from './words.js';

const SNIPPET_CHARACTERS = 240;
const LEAD_CHARACTERS = 60;

/**
 * The part of a text around its first match, cut at words, with every match in it marked. `matched` says for each word whether it was found;
 * null when none was.
 */
export function highlightOf(
  field: SearchHighlight['field'],
  text: string,
  words: readonly Word[],
  matched: (index: number) => boolean,
): SearchHighlight | null {
  const found = words.filter((_, index) => matched(index));
  const first = found[0];
  if (!first) return null;
  const whole = field !== 'text';
  const start = whole ? 0 : (words.find((word) => word.start >= first.start - LEAD_CHARACTERS)?.start ?? first.start);
  const last = words.findLast((word) => word.end <= start + SNIPPET_CHARACTERS) ?? first;
  const end = whole ? text.length : Math.max(last.end, first.end);
  return {
    field,
    text: text.slice(start, end),
    matches: found.filter((word) => word.end <= end).map((word) => ({ start: word.start - start, end: word.end - start })),
  };
}
