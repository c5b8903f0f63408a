import type { DraftLine } from '../../domain/text-document.js';
import { BODY_SIZE, isInvisible } from './looks.js';
import type { Looks } from './looks.js';

interface Paragraph {
  text: string;
  looks: Looks;
  runs: { length: number; bold: boolean; size: number }[];
}

/**
 * Turns text that flows (paragraphs, tables, text boxes) into lines; the readers of formats without positions tell it what
 * opens and closes. Cells of a table row that hold one line each become one line; others follow each other. Text boxes stand
 * before the words of the paragraph that holds them. Text that nobody can see is left out and remembered in `hidden`.
 */
export class FlowWriter {
  hidden = false;
  readonly lines: DraftLine[] = [];
  /** Open paragraphs: a text box holds paragraphs inside a paragraph. */
  private readonly paragraphs: Paragraph[] = [];
  private readonly cells: DraftLine[][] = [];
  private readonly rows: DraftLine[][][] = [];
  private readonly afterParagraph: DraftLine[][] = [];
  private shadedCells = 0;

  /** Looks of the open paragraph, to be completed while its properties are read. */
  get looks(): Looks | undefined {
    return this.paragraphs.at(-1)?.looks;
  }

  get inCell(): boolean {
    return this.cells.length > 0;
  }

  openParagraph(looks: Looks = {}): void {
    this.paragraphs.push({ text: '', looks, runs: [] });
    this.afterParagraph.push([]);
  }

  closeParagraph(): void {
    this.breakLine();
    this.paragraphs.pop();
    this.emit(this.afterParagraph.pop() ?? []);
  }

  openRow(): void {
    this.rows.push([]);
  }

  closeRow(): void {
    this.emit(rowLines(this.rows.pop() ?? []));
  }

  openCell(): void {
    this.cells.push([]);
  }

  /** White text on a shaded cell is a matter of taste. */
  shadeCell(): void {
    if (this.inCell) this.shadedCells += 1;
  }

  closeCell(): void {
    this.rows.at(-1)?.push(this.cells.pop() ?? []);
  }

  /** Ends the line: at the end of a paragraph and at a break within it. */
  breakLine(): void {
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

  /** Adds words to the open paragraph; outside of one there is no place for them. */
  add(text: string, run: Looks = {}): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    const looks: Looks = { ...paragraph.looks, ...run };
    const onShade = this.shadedCells > 0 || this.paragraphs.length > 1;
    if (text.trim() !== '' && isInvisible(onShade ? { ...looks, shaded: true } : looks)) {
      this.hidden = true;
      return;
    }
    paragraph.text += text;
    if (/[\p{L}\p{N}]/u.test(text)) paragraph.runs.push({ length: text.length, bold: looks.bold === true, size: looks.size ?? BODY_SIZE });
  }

  private emit(lines: readonly DraftLine[]): void {
    (this.paragraphs.length > 0 ? (this.afterParagraph.at(-1) ?? this.lines) : (this.cells.at(-1) ?? this.lines)).push(...lines);
  }
}

function rowLines(cells: readonly (readonly DraftLine[])[]): DraftLine[] {
  const filled = cells.map((cell) => cell.filter(({ text }) => text.trim() !== '')).filter((cell) => cell.length > 0);
  const first = filled[0]?.[0];
  if (!first) return [{ text: '' }];
  if (filled.every((cell) => cell.length === 1)) return [{ ...first, text: filled.map((cell) => cell[0]?.text ?? '').join('\t') }];
  return filled.flatMap((cell, index) => cell.map((line, position) => (index > 0 && position === 0 ? { ...line, spaced: true } : line)));
}
