import type { Row, Segment } from './words.js';

/** Rows that are read one after the other, side by side with other regions of the same band. */
export type Region = readonly Row[];

/** Distance in points within which left edges count as aligned. */
const ALIGNED = 3;
const LEAST_ROWS = 4;

/**
 * Cuts a page into regions in reading order: bands from top to bottom, columns of a band from left to right. Columns are
 * found by left edges that many segments share and no segment crosses. A side of dates or places beside entries is no
 * column: it is read row by row with what it stands beside.
 */
export function regionsOf(rows: readonly Row[]): Region[] {
  const cut = bestCut(rows);
  if (!cut) return rows.length > 0 ? [rows] : [];
  const band = rows.slice(cut.first, cut.last + 1);
  const left = side(band, ({ left: edge }) => edge < cut.edge - ALIGNED);
  const right = side(band, ({ left: edge }) => edge >= cut.edge - ALIGNED);
  return [rows.slice(0, cut.first), left, right, rows.slice(cut.last + 1)].flatMap((part) => (part === rows ? [part] : regionsOf(part)));
}

function side(rows: readonly Row[], belongs: (segment: Segment) => boolean): Row[] {
  return rows.flatMap((row) => {
    const segments = row.segments.filter(belongs);
    return segments.length > 0 ? [{ baseline: row.baseline, size: Math.max(...segments.map(({ size }) => size)), segments }] : [];
  });
}

interface Cut {
  readonly edge: number;
  readonly first: number;
  readonly last: number;
}

function bestCut(rows: readonly Row[]): Cut | null {
  let best: Cut | null = null;
  let bestHeight = 0;
  for (const edge of sharedEdges(rows)) {
    for (const cut of uncrossedRanges(rows, edge)) {
      const height = (rows[cut.last]?.baseline ?? 0) - (rows[cut.first]?.baseline ?? 0);
      if (height > bestHeight && separatesColumns(rows.slice(cut.first, cut.last + 1), edge)) {
        best = cut;
        bestHeight = height;
      }
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
function uncrossedRanges(rows: readonly Row[], edge: number): Cut[] {
  const ranges: Cut[] = [];
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
  return row.segments.some(({ left, right }) => left < edge - ALIGNED && right > edge - 1);
}

/** The range without rows at its ends that have nothing to the right of the edge. */
function trimmed(rows: readonly Row[], { edge, first, last }: Cut): Cut[] {
  const hasRight = (index: number): boolean => rows[index]?.segments.some(({ left }) => left >= edge - ALIGNED) ?? false;
  while (first <= last && !hasRight(first)) first += 1;
  let end = last;
  while (end > first && !hasRight(end)) end -= 1;
  // What follows on the left only belongs to the left column while it does not reach under the right one.
  while (end < last && !(rows[end + 1]?.segments.some(({ right }) => right > edge) ?? true)) end += 1;
  return end - first + 1 >= LEAST_ROWS ? [{ edge, first, last: end }] : [];
}

const DATED = /\b(19|20)\d{2}\b|\b\d{1,2}\/\d{2,4}\b|\bpresent\b/i;

function separatesColumns(band: readonly Row[], edge: number): boolean {
  const left = side(band, (segment) => segment.left < edge - ALIGNED);
  const right = side(band, (segment) => segment.left >= edge - ALIGNED);
  const aligned = right.filter(({ segments }) => Math.abs((segments[0]?.left ?? 0) - edge) <= ALIGNED).length;
  if (left.length < LEAST_ROWS || right.length < LEAST_ROWS || aligned < LEAST_ROWS) return false;
  if (aligned / right.length < 0.3) return false;
  const paired = band.filter(
    ({ segments }) => segments.some((s) => s.left < edge - ALIGNED) && segments.some((s) => s.left >= edge - ALIGNED),
  ).length;
  const pairedShare = paired / Math.min(left.length, right.length);
  const fewer = left.length <= right.length ? left : right;
  if (pairedShare > 0.8 && fewer.length < Math.max(left.length, right.length) * 0.9 && isLabels(fewer)) return false;
  return !isNotes(left) && !isNotes(right);
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
