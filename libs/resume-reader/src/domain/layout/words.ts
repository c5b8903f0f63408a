/** One glyph as drawn, in points from the top left corner of its page. */
export interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
}

/** Glyphs that touch each other on one baseline. */
export interface Word {
  text: string;
  readonly left: number;
  right: number;
  readonly baseline: number;
  size: number;
  bold: boolean;
}

/** A gap of this share of the font size separates words; kerning and justified text stay below it. */
const WORD_GAP = 0.17;

/** Groups glyphs, in the order in which they are drawn, into words. */
export function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  let word: Word | null = null;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      word = null;
      continue;
    }
    if (word && touches(word, glyph)) {
      word.text += glyph.text;
      word.right = Math.max(word.right, glyph.right);
      word.size = Math.max(word.size, glyph.size);
      word.bold &&= glyph.bold;
    } else {
      word = { ...glyph };
      words.push(word);
    }
  }
  return words;
}

function touches(word: Word, glyph: Glyph): boolean {
  const size = Math.min(word.size, glyph.size);
  const gap = glyph.left - word.right;
  return Math.abs(word.baseline - glyph.baseline) < size * 0.4 && gap < size * WORD_GAP && gap > -size * 0.5;
}

/** Words of one baseline from left to right, without a gap as wide as a column. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
}

/** Segments that stand on one baseline, from left to right. */
export interface Row {
  readonly baseline: number;
  readonly size: number;
  readonly segments: readonly Segment[];
}

/** A gap of this many font sizes ends a segment. */
const SEGMENT_GAP = 1.1;

/** Where this many lines have a segment that begins at one place, a smaller gap before that place ends a segment as well. */
const SHARED_BY = 4;
const SHARED_GAP = 0.45;

/** Groups words into rows from top to bottom. */
export function rowsOf(words: readonly Word[]): Row[] {
  const sorted = [...words].sort((a, b) => a.baseline - b.baseline);
  const rows: Word[][] = [];
  for (const word of sorted) {
    const row = rows.at(-1);
    const anchor = row?.[0];
    if (row && anchor && word.baseline - anchor.baseline < Math.min(anchor.size, word.size) * 0.45) row.push(word);
    else rows.push([word]);
  }
  const grouped = rows.map((row) =>
    groupsOf(
      row.sort((a, b) => a.left - b.left),
      () => false,
    ),
  );
  const starts = new Map<number, number>();
  for (const groups of grouped)
    for (const [first] of groups) if (first) starts.set(Math.round(first.left), (starts.get(Math.round(first.left)) ?? 0) + 1);
  const isShared = (left: number): boolean => (starts.get(Math.round(left)) ?? 0) >= SHARED_BY;
  return grouped.map((groups) => rowOf(groups.flatMap((group) => groupsOf(group, isShared))));
}

/** Cuts the words of a row at gaps as wide as a column, and at smaller ones before a place where other lines begin. */
function groupsOf(words: readonly Word[], isShared: (left: number) => boolean): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const size = previous ? Math.min(word.size, previous.size) : 0;
    const gap = previous ? word.left - previous.right : Infinity;
    if (group && gap < size * SEGMENT_GAP && !(gap > size * SHARED_GAP && isShared(word.left))) group.push(word);
    else groups.push([word]);
  }
  return groups;
}

function rowOf(groups: Word[][]): Row {
  const segments = joinTracked(groups).map(segmentOf);
  return { baseline: segments[0]?.baseline ?? 0, size: Math.max(...segments.map(({ size }) => size)), segments };
}

/** Letter-spaced text falls apart into single letters with segment gaps between its words: such neighbours belong together. */
function joinTracked(groups: Word[][]): Word[][] {
  const joined: Word[][] = [];
  for (const group of groups) {
    const previous = joined.at(-1);
    const last = previous?.at(-1);
    const first = group[0];
    if (previous && last && first && isTracked(previous) && isTracked(group) && first.left - last.right < first.size * 2.5)
      previous.push(...group);
    else joined.push([...group]);
  }
  return joined;
}

/** Whether most words of a group are single letters, as in "J A N E". */
function isTracked(words: readonly Word[]): boolean {
  const single = words.filter(({ text }) => /^\p{L}$/u.test(text)).length;
  return words.length >= 3 && single / words.length > 0.8;
}

function segmentOf(words: readonly Word[]): Segment {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) throw new RangeError('A segment needs a word.');
  const ordered = words.some(({ text }) => RIGHT_TO_LEFT.test(text)) ? logicalOrder(words) : words;
  return {
    text: isTracked(words) ? trackedText(words) : spacedText(ordered),
    left: first.left,
    right: Math.max(...words.map(({ right }) => right)),
    baseline: mostInk(words).baseline,
    size: mostInk(words).size,
    bold: words.every(({ bold, text }) => bold || !/[\p{L}\p{N}]/u.test(text)),
  };
}

function mostInk(words: readonly Word[]): Word {
  return words.reduce((best, word) => (word.text.length > best.text.length ? word : best));
}

function spacedText(words: readonly Word[]): string {
  let text = '';
  let previous: Word | null = null;
  for (const word of words) {
    const gap = previous ? Math.abs(previous.left < word.left ? word.left - previous.right : previous.left - word.right) : 0;
    const apart = previous !== null && gap >= Math.min(word.size, previous.size) * WORD_GAP;
    text += apart || (previous !== null && gap > 0.5 && RIGHT_TO_LEFT.test(word.text)) ? ` ${word.text}` : word.text;
    previous = word;
  }
  return text;
}

/** Letter-spaced words: a gap clearly wider than the usual one between letters is a space. */
function trackedText(words: readonly Word[]): string {
  const gaps = words.slice(1).map((word, index) => word.left - (words[index]?.right ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return words.map((word, index) => (index > 0 && (gaps[index - 1] ?? 0) > usual * 1.7 ? ` ${word.text}` : word.text)).join('');
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Drawn order to reading order: right-to-left words are drawn from their end, and follow each other leftwards. */
function logicalOrder(words: readonly Word[]): Word[] {
  const letters = words.map(({ text }) => text).join('');
  const rightToLeft = (letters.match(/[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/g) ?? []).length;
  const turned = words.map((word) => (RIGHT_TO_LEFT.test(word.text) ? { ...word, text: [...word.text].reverse().join('') } : word));
  return rightToLeft * 2 > letters.length ? turned.reverse() : turned;
}
