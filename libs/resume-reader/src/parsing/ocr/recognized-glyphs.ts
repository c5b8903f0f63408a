import type { Glyph } from '../../domain/layout/words.js';

/** Words that tesseract is less sure of are guesses at specks and lines; 0 to 100. */
const LEAST_CONFIDENCE = 30;
const WORD_LEVEL = '5';
const POINTS_PER_INCH = 72;

/**
 * Glyphs of a page as tesseract found its words (TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text).
 * A word's letters share its width; the height of a line's tallest word is taken for the size of its type.
 * @param dpi pixels per inch of the picture
 */
export function recognizedGlyphs(tsv: string, dpi: number): Glyph[] {
  const words = tsv
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(([level, , , , , , , , , , confidence, text]) => level === WORD_LEVEL && Number(confidence) >= LEAST_CONFIDENCE && text?.trim())
    .map(([, page, block, paragraph, line, , left, top, width, height, , text]) => ({
      line: [page, block, paragraph, line].join(' '),
      ...{ left: Number(left), top: Number(top), width: Number(width), height: Number(height), text: text?.trim() ?? '' },
    }));
  const scale = POINTS_PER_INCH / dpi;
  return [...Map.groupBy(words, ({ line }) => line).values()].flatMap((found) => {
    const line = withoutOrnament(found);
    const size = median(line.map(({ height }) => height)) * scale;
    const bottom = median(line.map(({ top, height }) => top + height)) * scale;
    return line.flatMap(({ left, width, text }) => lettersOf(text, left * scale, width * scale, bottom, size));
  });
}

interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Icons and bullets come out as signs that look alike: a bullet stays one, an icon goes. */
function withoutOrnament([first, ...rest]: readonly Word[]): Word[] {
  if (!first) return [];
  if (/^[©®@%|~_=<>]+$/.test(first.text)) return [...rest];
  return [{ ...first, text: first.text.replace(/^[¢«»*°§+](?=$|\p{Lu}|\p{Ll})/u, '•') }, ...rest];
}

function lettersOf(text: string, left: number, width: number, baseline: number, size: number): Glyph[] {
  const drawn = /[\u0590-\u08ff]/.test(text) ? [...text].reverse() : [...text];
  const advance = width / drawn.length;
  const letters = drawn.map((letter, index) => ({
    ...{ text: letter, left: left + index * advance, right: left + (index + 1) * advance, baseline, size, bold: false },
  }));
  return [...letters, { text: ' ', left: left + width, right: left + width, baseline, size, bold: false }];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
