import type { Glyph } from '../../domain/layout/words.js';
import { IDENTITY, apply, matrixOf, multiply } from './matrix.js';
import type { Matrix } from './matrix.js';
import { Paint, vanishes } from './paint.js';

/** What a page draws: pdf.js operators with their arguments. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

/** What of a font decides where glyphs stand. */
export interface FontMetrics {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
  readonly name?: string;
  readonly bold?: boolean;
  readonly black?: boolean;
}

export interface PageGlyphs {
  readonly visible: Glyph[];
  /** Characters that are drawn so that a person cannot see them. */
  readonly hidden: number;
}

export interface PageGeometry {
  readonly toPage: Matrix;
  readonly width: number;
  readonly height: number;
}

interface DrawnGlyph {
  readonly unicode?: string;
  readonly width?: number;
  readonly isSpace?: boolean;
}

interface State {
  matrix: Matrix;
  font: FontMetrics;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  color: string | null;
  alpha: number;
}

/** Below this many points a person cannot read, and is not meant to. */
const LEAST_SIZE = 2;
/** Text render modes that draw nothing: 3, and 7 which only clips. */
const INVISIBLE_MODES = new Set([3, 7]);

type Operators = Readonly<Record<string, number>>;
type Handler = (args: readonly unknown[]) => void;

/** Follows the drawing operators of one page and tells where each glyph stands (PDF 32000-1, section 9.4.4). */
export class GlyphReader {
  private state: State = {
    matrix: IDENTITY,
    font: {},
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
    color: '#000000',
    alpha: 1,
  };
  private readonly saved: State[] = [];
  private textMatrix: Matrix = IDENTITY;
  private lineStart: readonly [number, number] = [0, 0];
  private pen: readonly [number, number] = [0, 0];
  private readonly paint = new Paint();
  private readonly visible: Glyph[] = [];
  private readonly unseen: Glyph[] = [];
  private readonly handlers: ReadonlyMap<number, Handler>;

  constructor(
    operators: Operators,
    private readonly page: PageGeometry,
    private readonly fontOf: (id: string) => FontMetrics | null,
  ) {
    const named = { ...this.stateHandlers(), ...this.textHandlers(), ...this.paintHandlers() };
    this.handlers = new Map(
      Object.entries(named).flatMap(([name, handle]) => (operators[name] === undefined ? [] : [[operators[name], handle]])),
    );
  }

  read({ fnArray, argsArray }: OperatorList): PageGlyphs {
    fnArray.forEach((operator, index) => this.handlers.get(operator)?.(argsArray[index] ?? []));
    const drawn = this.unseen.filter(({ left, right, baseline, size }) =>
      this.paint.hasShapeAt((left + right) / 2, baseline - size * 0.3, size),
    );
    return { visible: [...this.visible, ...drawn], hidden: this.unseen.length - drawn.length };
  }

  private stateHandlers(): Record<string, Handler> {
    const restore = (): void => {
      this.state = this.saved.pop() ?? this.state;
    };
    return {
      save: () => this.saved.push({ ...this.state }),
      restore,
      transform: (args) => (this.state.matrix = multiply(this.state.matrix, matrixOf(args))),
      paintFormXObjectBegin: (args) => {
        this.saved.push({ ...this.state });
        this.state.matrix = multiply(this.state.matrix, matrixOf(args[0] as readonly unknown[] | null));
      },
      paintFormXObjectEnd: restore,
      setFillRGBColor: (args) => (this.state.color = String(args[0])),
      setFillColorN: () => (this.state.color = null),
      setGState: (args) => {
        for (const [key, value] of (args[0] as [string, unknown][] | undefined) ?? []) {
          if (key === 'ca') this.state.alpha = Number(value);
          if (key === 'Font' && Array.isArray(value)) this.setFont(value);
        }
      },
    };
  }

  private textHandlers(): Record<string, Handler> {
    return {
      beginText: () => this.moveTo(IDENTITY),
      setTextMatrix: (args) => this.moveTo(matrixOf(args)),
      moveText: ([x, y]) => this.moveBy(Number(x), Number(y)),
      setLeadingMoveText: ([x, y]) => {
        this.state.leading = Number(y);
        this.moveBy(Number(x), Number(y));
      },
      nextLine: () => this.moveBy(0, this.state.leading),
      setLeading: ([leading]) => (this.state.leading = -Number(leading)),
      setFont: (args) => this.setFont(args),
      setCharSpacing: ([spacing]) => (this.state.charSpacing = Number(spacing)),
      setWordSpacing: ([spacing]) => (this.state.wordSpacing = Number(spacing)),
      setHScale: ([percent]) => (this.state.horizontalScale = Number(percent) / 100),
      setTextRise: ([rise]) => (this.state.rise = Number(rise)),
      setTextRenderingMode: ([mode]) => (this.state.renderMode = Number(mode)),
      showText: ([glyphs]) => this.show((glyphs as readonly (DrawnGlyph | number)[] | undefined) ?? []),
    };
  }

  private paintHandlers(): Record<string, Handler> {
    const unknown: Handler = () => this.paint.add([0, 0, 1, 1], this.toPage(), null);
    return {
      constructPath: ([operator, , bounds]) => this.fill(Number(operator), bounds as ArrayLike<number> | null),
      shadingFill: () => this.paint.add([0, 0, this.page.width, this.page.height], IDENTITY, null),
      paintImageXObject: unknown,
      paintInlineImageXObject: unknown,
      paintImageMaskXObject: unknown,
    };
  }

  /** pdf.js hands paths over with the operator that ends them; 22 to 27 are the filling ones. */
  private fill(operator: number, bounds: ArrayLike<number> | null): void {
    if (operator >= 22 && operator <= 27 && this.state.alpha > 0.1) this.paint.add(bounds, this.toPage(), this.state.color);
  }

  private toPage(): Matrix {
    return multiply(this.page.toPage, this.state.matrix);
  }

  private moveTo(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.lineStart = [0, 0];
    this.pen = [0, 0];
  }

  private moveBy(x: number, y: number): void {
    this.lineStart = [this.lineStart[0] + x, this.lineStart[1] + y];
    this.pen = this.lineStart;
  }

  private setFont([id, size]: readonly unknown[]): void {
    this.state.font = this.fontOf(String(id)) ?? {};
    this.state.fontSize = Number(size);
  }

  private show(glyphs: readonly (DrawnGlyph | number)[]): void {
    const { font, fontSize, charSpacing, wordSpacing, horizontalScale } = this.state;
    const unit = fontSize * Math.abs(font.fontMatrix?.[0] ?? 0.001);
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.advance((-glyph * fontSize * horizontalScale) / 1000);
        continue;
      }
      const width = (glyph.width ?? 0) * unit * horizontalScale;
      this.draw(glyph.unicode ?? '', width);
      this.advance(width + (charSpacing + (glyph.isSpace ? wordSpacing : 0)) * horizontalScale);
    }
  }

  private advance(distance: number): void {
    this.pen = this.state.font.vertical ? [this.pen[0], this.pen[1] - Math.abs(distance)] : [this.pen[0] + distance, this.pen[1]];
  }

  private draw(text: string, width: number): void {
    const matrix = multiply(this.toPage(), this.textMatrix);
    const [x, y] = this.pen;
    const [left, baseline] = apply(matrix, x, y + this.state.rise);
    const [right] = apply(matrix, x + width, y + this.state.rise);
    const size = Math.abs(this.state.fontSize) * Math.hypot(matrix[2], matrix[3]);
    // Turned text (a watermark, a date along the margin) is no part of the reading order.
    if (Math.abs(matrix[1]) > Math.abs(matrix[0]) * 0.2 || text === '') return;
    const { name = '', bold: isBold, black } = this.state.font;
    const bold = isBold === true || black === true || /bold|black|heavy|demi/i.test(name);
    const glyph = { text, left: Math.min(left, right), right: Math.max(left, right), baseline, size, bold };
    if (text.trim() !== '' && this.isHidden(left, right, baseline, size)) this.unseen.push(glyph);
    else this.visible.push(glyph);
  }

  private isHidden(left: number, right: number, baseline: number, size: number): boolean {
    const { renderMode, alpha, color } = this.state;
    if (INVISIBLE_MODES.has(renderMode) || alpha < 0.05 || size < LEAST_SIZE) return true;
    if (right < 0 || left > this.page.width || baseline < 0 || baseline > this.page.height + size) return true;
    // Only filled glyphs take the fill colour; outlines are drawn in another one.
    return renderMode === 0 && vanishes(color, this.paint.under((left + right) / 2, baseline - size * 0.3));
  }
}
