import { SPELLINGS } from './catalogue.js';
import type { Spelling } from './catalogue.js';

/** Shorter names are one letter away from too many others. */
const SHORTEST = 6;

let byPiece: Map<string, string[]> | null = null;

/**
 * The spelling that a key is one slip away from: a letter too many, too few, wrong, or two that changed places. Null when none is, or
 * more than one skill. Candidates share what is left after one letter is taken out (the SymSpell method of Wolf Garbe).
 */
export function meantSpelling(key: string): Spelling | null {
  if (key.length < SHORTEST || /\d/.test(key)) return null;
  byPiece ??= pieces();
  const near = new Set(piecesOf(key).flatMap((piece) => byPiece?.get(piece) ?? []));
  const meant = [...near].filter((other) => isOneSlip(key, other)).flatMap((other) => SPELLINGS.get(other) ?? []);
  return new Set(meant.map(({ skill }) => skill)).size === 1 ? (meant[0] ?? null) : null;
}

function pieces(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [key, { use }] of SPELLINGS) {
    if (key.length < SHORTEST || use !== 'anywhere') continue;
    for (const piece of piecesOf(key)) {
      const same = map.get(piece);
      if (same) same.push(key);
      else map.set(piece, [key]);
    }
  }
  return map;
}

/** The word itself and the word without any one of its letters. */
function piecesOf(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
