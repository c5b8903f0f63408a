import { headingKind } from '../section.js';
import type { Row, Segment } from './words.js';

/** Rows that are read one after the other, side by side with other regions of the same band. */
export type Region = readonly Row[];

/** Distance in points within which left edges count as aligned. */
const ALIGNED = 3;
/** Headings may stand this far left of the text of their column, in points; nothing of the column before reaches in there. */
const OUTDENT = 14;
const LEAST_ROWS = 4;
/** A band of fewer rows is a small table: the text below it is no part of it. */
const TALL_ROWS = 5;

/**
 * Cuts a page into regions in reading order: bands from top to bottom, columns of a band from left to right. Columns are
 * found by left edges that many segments share and no segment crosses. A side of dates or places beside entries is no
 * column: it is read row by row with what it stands beside. Headings in a margin are read before the block they stand beside.
 */
export function regionsOf(rows: readonly Row[]): Region[] {
  const cut = bestCut(rows);
  if (!cut) return rows.length > 0 ? [rows] : [];
  const band = rows.slice(cut.first, cut.last + 1);
  const left = side(band, ({ left: edge }) => edge < cut.edge - OUTDENT);
  const right = side(band, ({ left: edge }) => edge >= cut.edge - OUTDENT);
  const columns = cut.arrangement === 'margin' ? [withMargin(left, right)] : [...regionsOf(left), ...regionsOf(right)];
  return [...regionsOf(rows.slice(0, cut.first)), ...columns, ...regionsOf(rows.slice(cut.last + 1))];
}

function side(rows: readonly Row[], belongs: (segment: Segment) => boolean): Row[] {
  return rows.flatMap((row) => {
    const segments = row.segments.filter(belongs);
    return segments.length > 0 ? [{ baseline: row.baseline, size: Math.max(...segments.map(({ size }) => size)), segments }] : [];
  });
}

/** Puts what stands in the margin before the block of text that it stands beside. */
function withMargin(margin: readonly Row[], text: readonly Row[]): Region {
  const left = [...margin];
  const rows: Row[] = [];
  for (const block of blocksOf(text)) {
    const top = block[0]?.baseline ?? 0;
    const bottom = (block.at(-1)?.baseline ?? 0) + (block[0]?.size ?? 0);
    const beside = left.splice(0, left.findLastIndex(({ baseline }) => baseline <= bottom) + 1);
    // Half a point each, so that they keep their order above the block; the distance makes the first one stand apart.
    rows.push(...beside.map((row, index) => ({ ...row, baseline: top - row.size * 2 + index / 2 })), ...block);
  }
  return [...rows, ...left];
}

/** Rows with no gap between them that is wider than the usual one. */
function blocksOf(rows: readonly Row[]): Row[][] {
  const gaps = rows.slice(1).map((row, index) => row.baseline - (rows[index]?.baseline ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length * 0.3)] ?? 0;
  const blocks: Row[][] = [];
  rows.forEach((row, index) => {
    if (index === 0 || (gaps[index - 1] ?? 0) > usual * 1.4) blocks.push([row]);
    else blocks.at(-1)?.push(row);
  });
  return blocks;
}

/** How two sides of a band belong together: one after the other, or the left one in the margin of the right one. */
type Arrangement = 'columns' | 'margin';

interface Range {
  readonly edge: number;
  readonly first: number;
  readonly last: number;
}

interface Cut extends Range {
  readonly arrangement: Arrangement;
}

function bestCut(rows: readonly Row[]): Cut | null {
  let best: Cut | null = null;
  let bestHeight = 0;
  for (const edge of sharedEdges(rows)) {
    for (const range of uncrossedRanges(rows, edge)) {
      const height = (rows[range.last]?.baseline ?? 0) - (rows[range.first]?.baseline ?? 0);
      const arrangement = height > bestHeight ? arrangementOf(rows.slice(range.first, range.last + 1), edge) : null;
      if (!arrangement) continue;
      best = { ...range, arrangement };
      bestHeight = height;
    }
  }
  return best;
}

/** Left edges that at least four segments share, except the outermost. */
function sharedEdges(rows: readonly Row[]): number[] {
  const edges = rows.flatMap(({ segments }) => segments.map(({ left }) => left)).sort((a, b) => a - b);
  const clusters: number[][] = [];
  for (const edge of edges) {
    const cluster = clusters.at(-1);
    if (cluster && edge - (cluster[0] ?? 0) <= ALIGNED) cluster.push(edge);
    else clusters.push([edge]);
  }
  return clusters.slice(1).flatMap((cluster) => (cluster.length >= LEAST_ROWS ? [cluster[0] ?? 0] : []));
}

/** Longest stretches of rows in which no segment crosses the edge. */
function uncrossedRanges(rows: readonly Row[], edge: number): Range[] {
  const ranges: Range[] = [];
  let first = 0;
  rows.forEach((row, index) => {
    if (!crosses(row, edge)) return;
    if (index > first) ranges.push({ edge, first, last: index - 1 });
    first = index + 1;
  });
  if (first < rows.length) ranges.push({ edge, first, last: rows.length - 1 });
  return ranges.flatMap((range) => trimmed(rows, range));
}

function crosses(row: Row, edge: number): boolean {
  return row.segments.some(({ left, right }) => left < edge - OUTDENT && right > edge - 1);
}

/** The range without rows at its ends that have nothing to the right of the edge. */
function trimmed(rows: readonly Row[], { edge, first, last }: Range): Range[] {
  const hasRight = (index: number): boolean => rows[index]?.segments.some(({ left }) => left >= edge - OUTDENT) ?? false;
  while (first <= last && !hasRight(first)) first += 1;
  let end = last;
  while (end > first && !hasRight(end)) end -= 1;
  // What follows on the left only belongs to the left column while it does not reach under the right one.
  while (end - first >= TALL_ROWS && end < last && !(rows[end + 1]?.segments.some(({ right }) => right > edge) ?? true)) end += 1;
  return end - first + 1 >= LEAST_ROWS ? [{ edge, first, last: end }] : [];
}

const DATED = /\b(19|20)\d{2}\b|\b\d{1,2}\/\d{2,4}\b|\bpresent\b/i;

function arrangementOf(band: readonly Row[], edge: number): Arrangement | null {
  const left = side(band, (segment) => segment.left < edge - OUTDENT);
  const right = side(band, (segment) => segment.left >= edge - OUTDENT);
  const aligned = right.filter(({ segments }) => Math.abs((segments[0]?.left ?? 0) - edge) <= ALIGNED).length;
  if (left.length < LEAST_ROWS || right.length < LEAST_ROWS || aligned < LEAST_ROWS) return null;
  if (aligned / right.length < 0.3) return null;
  const paired = band.filter(
    ({ segments }) => segments.some((s) => s.left < edge - OUTDENT) && segments.some((s) => s.left >= edge - OUTDENT),
  ).length;
  const pairedShare = paired / Math.min(left.length, right.length);
  const fewer = left.length <= right.length ? left : right;
  if (isHeaded(left) && isHeaded(right) && !isMargin(left)) return 'columns';
  if (pairedShare > 0.8 && fewer.length < Math.max(left.length, right.length) * 0.9 && isLabels(fewer)) return null;
  if (isMargin(left)) return pairedShare > 0.8 ? null : 'margin';
  return isNotes(left) || isNotes(right) ? null : 'columns';
}

/** A side with headings of its own is a column, however short its lines are. */
function isHeaded(rows: readonly Row[]): boolean {
  return rows.some(({ segments: [first, second] }) => first !== undefined && second === undefined && headingKind(first.text) !== null);
}

/** Headings of several sections and dates of their entries, and hardly anything else. */
function isMargin(rows: readonly Row[]): boolean {
  const headings = rows.filter(({ segments }) => segments.length === 1 && headingKind(segments[0]?.text ?? '') !== null).length;
  const dated = rows.filter(({ segments }) => segments.some(({ text }) => DATED.test(text))).length;
  return headings >= 3 && (headings + dated) / rows.length > 0.6;
}

/** Dates (with places) beside entries. */
function isNotes(rows: readonly Row[]): boolean {
  const dated = rows.filter(({ segments }) => segments.some(({ text }) => DATED.test(text))).length;
  const words = rows.reduce((sum, { segments }) => sum + segments.reduce((count, { text }) => count + text.split(' ').length, 0), 0);
  return dated / rows.length > 0.3 && words / rows.length < 5;
}

/** A few short words beside the first lines of paragraphs: headings set in the margin, labels of a table. */
function isLabels(rows: readonly Row[]): boolean {
  const words = rows.reduce((sum, { segments }) => sum + segments.reduce((count, { text }) => count + text.split(' ').length, 0), 0);
  return words / rows.length < 3.5;
}
