import type PDFDocument from 'pdfkit';

/** Where a column stands on every page, in points from the top left corner. */
export interface Frame {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** Type and colour of one kind of paragraph. */
export interface Style {
  readonly font: string;
  readonly size: number;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly spaceBefore?: number;
  /** Room that must be left on the page below the paragraph, so that a heading never ends a page. */
  readonly keepWithNext?: number;
}

const bulletIndent = 10;
const lineGap = 1.5;

/**
 * Text that flows down one column and on to the same place of the next page. It places each paragraph itself and needs a
 * document with buffered pages and no margins: the wrapping of pdfkit knows only one column per document.
 */
export class Column {
  private page = 0;
  private y: number;

  constructor(
    private readonly doc: typeof PDFDocument.prototype,
    private readonly frame: Frame,
  ) {
    this.y = frame.top;
  }

  paragraph(text: string, style: Style): void {
    this.place(text, style, 0);
  }

  /** Short texts beside one another, each whole on one line: an address that is broken in two is no address. */
  row(texts: readonly string[], separator: string, style: Style): void {
    this.apply(style);
    let line = '';
    for (const text of texts) {
      const longer = line ? `${line}${separator}${text}` : text;
      const fits = this.doc.widthOfString(longer) <= this.frame.width;
      if (!fits && line) this.paragraph(line, style);
      line = fits ? longer : text;
    }
    if (line) this.paragraph(line, style);
  }

  /** A text without spaces, whole on one line: set smaller where the column is too narrow for it. */
  unbroken(text: string, style: Style): void {
    this.apply(style);
    const room = this.frame.width / this.doc.widthOfString(text);
    // A hair below the exact fit, lest rounding break the line after all.
    this.paragraph(text, room < 1 ? { ...style, size: style.size * room * 0.99 } : style);
  }

  bullet(text: string, style: Style): void {
    this.place(text, style, bulletIndent);
    const top = this.y - this.heightOf(text, style, bulletIndent);
    this.doc.text('•', this.frame.x, top, { lineBreak: false });
  }

  /** Text at the left and a short text at the right end of its first line. */
  line(left: string, right: string, style: Style, rightStyle: Style): void {
    this.apply(rightStyle);
    const reserved = this.doc.widthOfString(right) + 8;
    this.place(left, style, 0, reserved);
    const top = this.y - this.heightOf(left, style, 0, reserved);
    this.apply(rightStyle);
    // The smaller type is lowered by about the difference of the ascenders, so that both stand on one line.
    const lowered = top + (style.size - rightStyle.size) * 0.75;
    this.doc.text(right, this.frame.x, lowered, { width: this.frame.width, align: 'right', lineBreak: false });
  }

  rule(color: string, thickness: number): void {
    const { x, width } = this.frame;
    this.doc
      .moveTo(x, this.y + 1)
      .lineTo(x + width, this.y + 1)
      .lineWidth(thickness)
      .stroke(color);
    this.space(5);
  }

  space(points: number): void {
    this.y += points;
  }

  private place(text: string, style: Style, indent: number, reserved = 0): void {
    this.y += style.spaceBefore ?? 0;
    const height = this.heightOf(text, style, indent, reserved);
    if (this.y + height + (style.keepWithNext ?? 0) > this.frame.bottom) this.turnPage();
    this.doc.text(text, this.frame.x + indent, this.y, this.options(style, indent, reserved));
    this.y += height;
  }

  private heightOf(text: string, style: Style, indent: number, reserved = 0): number {
    this.apply(style);
    return this.doc.heightOfString(text, this.options(style, indent, reserved));
  }

  private options(style: Style, indent: number, reserved: number): PDFKit.Mixins.TextOptions {
    return { width: this.frame.width - indent - reserved, align: style.align ?? 'left', lineGap };
  }

  private apply(style: Style): void {
    this.doc.font(style.font).fontSize(style.size).fillColor(style.color);
  }

  private turnPage(): void {
    this.page += 1;
    if (this.page >= this.doc.bufferedPageRange().count) this.doc.addPage();
    else this.doc.switchToPage(this.page);
    this.y = this.frame.top;
  }
}
