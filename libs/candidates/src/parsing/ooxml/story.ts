import type { DraftLine } from '../../domain/text-document.js';
import { readLook } from './styles.js';
import type { Looks, Styles } from './styles.js';
import { xmlTokens } from './xml.js';
import type { XmlToken } from './xml.js';

interface Paragraph {
  text: string;
  looks: Looks;
  runs: { length: number; bold: boolean; size: number }[];
}

/** Elements whose content is not shown, or shown elsewhere a second time. */
const SKIPPED = new Set([
  'Fallback',
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'annotation',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'sectPr',
]);
const BODY_SIZE = 22;

/**
 * Reads one story of a Word document (its body, a header, the footnotes) into lines. Cells of a table row that hold one
 * line each become one line; others follow each other. Text boxes follow the paragraph that holds them.
 */
export class StoryReader {
  hidden = false;
  private readonly lines: DraftLine[] = [];
  /** Open paragraphs: a text box holds paragraphs inside a paragraph. */
  private readonly paragraphs: Paragraph[] = [];
  private readonly cells: DraftLine[][] = [];
  private readonly rows: DraftLine[][][] = [];
  private readonly afterParagraph: DraftLine[][] = [];
  private run: Looks = {};
  private skipping = 0;
  private inText = false;
  private inRunProperties = false;
  private shadedCells = 0;

  constructor(private readonly styles: Styles) {}

  read(xml: string): DraftLine[] {
    for (const token of xmlTokens(xml)) {
      if (this.skipping > 0) this.skip(token);
      else if (token.kind === 'text') this.add(token.text, true);
      else if (token.kind === 'open') this.open(token);
      else this.close(token.name);
    }
    return this.lines;
  }

  private skip(token: XmlToken): void {
    if (token.kind === 'text' || !SKIPPED.has(token.name)) return;
    this.skipping += token.kind === 'open' ? 1 : -1;
  }

  private open(token: Extract<XmlToken, { kind: 'open' }>): void {
    const { name, attributes } = token;
    if (SKIPPED.has(name)) this.skipping = 1;
    else if (name === 'p' && !attributes.has('pos')) this.openParagraph();
    else if (name === 'tr') this.rows.push([]);
    else if (name === 'tc') this.cells.push([]);
    else if (name === 'r') this.run = {};
    else if (name === 't') this.inText = true;
    else if (name === 'rPr') this.inRunProperties = true;
    else if (name === 'tab' && !attributes.has('pos')) this.add('\t', false);
    else if (name === 'ptab') this.add('\t', false);
    else if (name === 'br' || name === 'cr') this.breakLine();
    else if (name === 'noBreakHyphen') this.add('-', false);
    else this.property(token);
  }

  private property(token: Extract<XmlToken, { kind: 'open' }>): void {
    const paragraph = this.paragraphs.at(-1);
    if (token.name === 'rStyle') Object.assign(this.run, this.styles(token.attributes.get('val') ?? ''));
    else if (this.inRunProperties) readLook(this.run, token);
    else if (!paragraph) this.shadedCells += token.name === 'shd' && this.cells.length > 0 ? 1 : 0;
    else if (token.name === 'pStyle') Object.assign(paragraph.looks, this.styles(token.attributes.get('val') ?? ''));
    else if (token.name === 'outlineLvl') paragraph.looks.heading = true;
    else readLook(paragraph.looks, token);
  }

  private close(name: string): void {
    if (name === 'p') this.closeParagraph();
    else if (name === 't') this.inText = false;
    else if (name === 'rPr') this.inRunProperties = false;
    else if (name === 'tc') this.rows.at(-1)?.push(this.cells.pop() ?? []);
    else if (name === 'tr') this.emit(rowLines(this.rows.pop() ?? []));
  }

  private openParagraph(): void {
    this.paragraphs.push({ text: '', looks: {}, runs: [] });
    this.afterParagraph.push([]);
    this.run = {};
  }

  private closeParagraph(): void {
    this.breakLine();
    this.paragraphs.pop();
    const boxes = this.afterParagraph.pop() ?? [];
    this.emit(boxes);
  }

  /** Ends the line: at the end of a paragraph and at a break within it. */
  private breakLine(): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    const { text, runs, looks } = paragraph;
    const size = runs.reduce((best, run) => (run.length > best.length ? run : best), { length: 0, size: BODY_SIZE }).size;
    const bold = runs.length > 0 && runs.every((run) => run.bold);
    const line = { text, size: size / BODY_SIZE, bold, bullet: looks.bullet === true && !looks.heading, heading: looks.heading === true };
    if (this.paragraphs.length > 1) this.afterParagraph.at(-2)?.push(line);
    else this.emit([line]);
    paragraph.text = '';
    paragraph.runs = [];
  }

  private emit(lines: readonly DraftLine[]): void {
    (this.paragraphs.length > 0 ? (this.afterParagraph.at(-1) ?? this.lines) : (this.cells.at(-1) ?? this.lines)).push(...lines);
  }

  private add(text: string, fromText: boolean): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph || (fromText && !this.inText)) return;
    const looks: Looks = { ...paragraph.looks, ...this.run };
    if (text.trim() !== '' && this.isHidden(looks)) {
      this.hidden = true;
      return;
    }
    paragraph.text += text;
    if (/[\p{L}\p{N}]/u.test(text)) paragraph.runs.push({ length: text.length, bold: looks.bold === true, size: looks.size ?? BODY_SIZE });
  }

  /** White text is hidden on white paper; on a shaded cell, paragraph or text box it is a matter of taste. */
  private isHidden(looks: Looks): boolean {
    const white = looks.color === 'ffffff' && looks.shaded !== true && this.shadedCells === 0 && this.paragraphs.length === 1;
    return looks.hidden === true || white || (looks.size ?? BODY_SIZE) < 4;
  }
}

function rowLines(cells: readonly (readonly DraftLine[])[]): DraftLine[] {
  const filled = cells.map((cell) => cell.filter(({ text }) => text.trim() !== '')).filter((cell) => cell.length > 0);
  const first = filled[0]?.[0];
  if (!first) return [{ text: '' }];
  if (filled.every((cell) => cell.length === 1)) return [{ ...first, text: filled.map((cell) => cell[0]?.text ?? '').join('\t') }];
  return filled.flatMap((cell, index) => cell.map((line, position) => (index > 0 && position === 0 ? { ...line, spaced: true } : line)));
}
