import { apply } from './matrix.js';
import type { Matrix } from './matrix.js';

interface PaintedBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Null where the colour is not one: an image, a gradient, a pattern. */
  readonly color: string | null;
}

/** What was painted on a page so far, to tell what colour lies under a glyph. */
export class Paint {
  private readonly boxes: PaintedBox[] = [];

  /** Remembers a filled area by its bounding box. */
  add(bounds: ArrayLike<number> | null | undefined, toPage: Matrix, color: string | null): void {
    if (!bounds || bounds.length < 4) return;
    const corners = [0, 2].flatMap((x) => [1, 3].map((y) => apply(toPage, Number(bounds[x]), Number(bounds[y]))));
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    this.boxes.push({ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), color });
  }

  /** Whether a shape of about the height of a letter can be seen at a point: some programs draw letters as shapes, with see-through text on top. */
  hasShapeAt(x: number, y: number, size: number): boolean {
    return this.boxes.some(({ left, right, top, bottom, color }, index) => {
      const isNear = left - 1 <= x && x <= right + 1 && top - size <= y && y <= bottom + size;
      return isNear && bottom - top < size * 2 && !vanishes(color, this.under(x, y, index));
    });
  }

  /** The colour under a point: white paper where nothing was painted, null where it is unknown. Only boxes before `until` count. */
  under(x: number, y: number, until = this.boxes.length): string | null {
    const box = this.boxes.findLast(
      ({ left, right, top, bottom }, index) => index < until && left <= x && x <= right && top <= y && y <= bottom,
    );
    return box ? box.color : '#ffffff';
  }
}

/** Whether text of one colour cannot be told from what lies under it. */
export function vanishes(color: string | null, under: string | null): boolean {
  const text = rgb(color);
  const paper = rgb(under);
  return text !== null && paper !== null && text.every((channel, index) => Math.abs(channel - (paper[index] ?? 0)) < 12);
}

function rgb(color: string | null): number[] | null {
  return color && /^#[0-9a-f]{6}$/i.test(color) ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) : null;
}
