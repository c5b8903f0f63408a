import { headingKind } from '../section.js';
import type { DraftLine } from '../text-document.js';
import { regionsOf } from './columns.js';
import type { Region } from './columns.js';
import { rowsOf, wordsOf } from './words.js';
import type { Glyph, Row } from './words.js';

/** Lines of the pages in human reading order, from the glyphs that are drawn on each. */
export function pageLines(pages: readonly (readonly Glyph[])[]): DraftLine[] {
  const body = bodySize(pages);
  return pages.flatMap((glyphs) => regionsOf(rowsOf(wordsOf(glyphs))).flatMap((region) => regionLines(region, body)));
}

/** The size in which most of the text is set. */
function bodySize(pages: readonly (readonly Glyph[])[]): number {
  const ink = new Map<number, number>();
  for (const { size } of pages.flat()) ink.set(Math.round(size * 2) / 2, (ink.get(Math.round(size * 2) / 2) ?? 0) + 1);
  let best = 10;
  let most = 0;
  for (const [size, count] of ink) if (count > most) [best, most] = [size, count];
  return best;
}

function regionLines(region: Region, body: number): DraftLine[] {
  const left = Math.min(...region.map(leftOf));
  const right = Math.max(...region.map(rightOf));
  const leading = usualLeading(region);
  return region.flatMap((row, index): DraftLine[] => {
    const above = region[index - 1];
    const gap = above ? row.baseline - above.baseline : Infinity;
    const spaced = gap > Math.max(leading * 1.25, row.size * 1.45);
    const line = {
      text: row.segments.map(({ text }) => text).join('\t'),
      size: row.size / body,
      bold: row.segments[0]?.bold ?? false,
      indent: (leftOf(row) - left) / body,
      spaced,
      wrapped: above !== undefined && !spaced && continues(above, row, right, body),
    };
    return marginHeading(row, line, body) ?? [line];
  });
}

/** A heading set in the margin beside the first line of its section becomes a line of its own. */
function marginHeading(row: Row, line: DraftLine, body: number): DraftLine[] | null {
  const [heading, ...rest] = row.segments;
  if (
    !heading ||
    rest.length === 0 ||
    headingKind(heading.text) === null ||
    rest.some(({ text, size }) => headingKind(text) !== null && size > heading.size * 0.95)
  )
    return null;
  const first = { ...line, text: heading.text, size: heading.size / body, bold: true, spaced: true, wrapped: false };
  const beside = {
    ...line,
    text: rest.map(({ text }) => text).join('\t'),
    size: (rest[0]?.size ?? body) / body,
    bold: rest[0]?.bold ?? false,
    spaced: false,
    wrapped: false,
  };
  return [first, beside];
}

/** A line that runs to the edge of its column goes on in the next one, unless that starts a list item or further left. */
function continues(above: Row, row: Row, right: number, body: number): boolean {
  const first = row.segments[0];
  const last = above.segments.at(-1);
  if (!first || !last || row.segments.length > 1 || above.segments.length > 1) return false;
  if (Math.abs(first.size - last.size) > 0.6 || BULLET.test(first.text) || headingKind(first.text) !== null) return false;
  if (first.left < leftOf(above) - body * 0.5) return false;
  const nextWord = (first.right - first.left) * ((first.text.indexOf(' ') + 1 || first.text.length) / first.text.length);
  const full = right - last.right < nextWord + body * 1.5;
  return full && first.bold === last.bold;
}

const BULLET = /^[•●○◦▪■▸►‣⁃∙·*–—-]\s|^[•●○◦▪■▸►‣⁃∙]/;

/** The usual distance between baselines: lower quartile, since gaps between blocks are wider. */
function usualLeading(region: Region): number {
  const gaps = region
    .slice(1)
    .map((row, index) => row.baseline - (region[index]?.baseline ?? 0))
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.3)] ?? Infinity;
}

function leftOf(row: Row): number {
  return row.segments[0]?.left ?? 0;
}

function rightOf(row: Row): number {
  return row.segments.at(-1)?.right ?? 0;
}
