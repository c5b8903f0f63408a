/** Looks of a run or a paragraph; what is absent comes from its style, and what no style says from the defaults. */
export interface Looks {
  bold?: boolean;
  hidden?: boolean;
  /** Half points. */
  size?: number;
  /** Six hexadecimal digits in lower case. */
  color?: string;
  heading?: boolean;
  bullet?: boolean;
  /** It stands on a ground of another colour than paper. */
  shaded?: boolean;
}

/** Eleven points: what text is taken for that gives no size. */
export const BODY_SIZE = 22;
/** Below two points nobody reads. */
const LEAST_SIZE = 4;

/** Whether a person cannot see text of these looks on white paper. */
export function isInvisible({ hidden, color, shaded, size = BODY_SIZE }: Looks): boolean {
  return hidden === true || (color === 'ffffff' && shaded !== true) || size < LEAST_SIZE;
}
