import { ParseError } from '../outcome.js';

/** One step through an RTF file. Words are control words without their backslash, symbols the single characters after one. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  | { readonly kind: 'symbol'; readonly symbol: string }
  /** A byte of the code page in force. */
  | { readonly kind: 'byte'; readonly byte: number };

const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const MOST_DEPTH = 2_000;

/** Walks through RTF 1.9.1 (Microsoft, 2008). The file is ASCII; bytes above it are taken as they stand, as Word does. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let depth = 0;
  for (let at = 0; at < source.length;) {
    const character = source[at] ?? '';
    at += 1;
    if (character === '{' || character === '}') {
      depth += character === '{' ? 1 : -1;
      if (depth > MOST_DEPTH) throw new ParseError('corrupt', 'groups are nested too deep');
      yield character === '{' ? { kind: 'open' } : { kind: 'close' };
      if (depth <= 0) return;
    } else if (character !== '\\') {
      if (character !== '\r' && character !== '\n') yield { kind: 'byte', byte: character.charCodeAt(0) };
    } else {
      WORD.lastIndex = at;
      const match = WORD.exec(source);
      if (match) {
        const value = match[2] === undefined ? null : Number(match[2]);
        at = WORD.lastIndex;
        if (match[1] === 'bin') at += Math.max(value ?? 0, 0);
        else yield { kind: 'word', word: match[1] ?? '', value };
      } else if (source[at] === "'") {
        yield { kind: 'byte', byte: Number.parseInt(source.slice(at + 1, at + 3), 16) || 0x20 };
        at += 3;
      } else {
        yield { kind: 'symbol', symbol: source[at] ?? '' };
        at += 1;
      }
    }
  }
}
