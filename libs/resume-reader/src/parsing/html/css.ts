import { BODY_SIZE } from '../flow/looks.js';
import type { Looks } from '../flow/looks.js';

/** What declarations say beyond the looks of text. */
export interface Appearance {
  readonly looks: Looks;
  /** The element begins a line of its own. */
  readonly isBlock: boolean;
}

/** Pixels beyond the edge of the page at which text is only put to be out of sight. */
const OUT_OF_SIGHT = -900;
const NAMED: Readonly<Record<string, string>> = { white: 'ffffff', black: '000000' };

/** Reads CSS declarations as far as they decide what a person sees; `parent` is what relative sizes refer to. */
export function readDeclarations(css: string, parent: Looks): Appearance {
  const looks: Looks = {};
  let isBlock = false;
  for (const declaration of css.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase();
    if (property === 'display') {
      if (value === 'none') looks.hidden = true;
      isBlock = /^(block|flex|grid|table|list-item)$/.test(value);
    } else if (property === 'visibility') looks.hidden = value === 'hidden' || value === 'collapse';
    else if (property === 'opacity' && Number.parseFloat(value) < 0.05) looks.hidden = true;
    else if (property === 'font-weight') looks.bold = value === 'bold' || value === 'bolder' || Number(value) >= 600;
    else if (property === 'font-size') looks.size = sizeOf(value, parent.size ?? BODY_SIZE);
    else if (property === 'color') looks.color = colorOf(value);
    else if (property === 'background' || property === 'background-color')
      looks.shaded = !/^(none|transparent|inherit)?$/.test(value) && colorOf(value) !== 'ffffff';
    else if (/^(left|top|right|text-indent|margin-left|margin-top)$/.test(property) && Number.parseFloat(value) < OUT_OF_SIGHT)
      looks.hidden = true;
    else if (property === 'clip' && /rect\(\s*[01](px)?[\s,]+[01](px)?/.test(value)) looks.hidden = true;
  }
  return { looks, isBlock };
}

/** Half points; a CSS pixel is three quarters of a point. */
function sizeOf(value: string, parent: number): number | undefined {
  const [, digits = '', unit = ''] = /^([\d.]+)(px|pt|em|rem|%)?/.exec(value) ?? [];
  const number = Number.parseFloat(digits);
  if (Number.isNaN(number)) return undefined;
  if (unit === 'pt') return number * 2;
  if (unit === 'em') return number * parent;
  if (unit === 'rem') return number * BODY_SIZE;
  return unit === '%' ? (number * parent) / 100 : number * 1.5;
}

function colorOf(value: string): string {
  const hex = /#([0-9a-f]{6}|[0-9a-f]{3})\b/.exec(value)?.[1];
  if (hex) return hex.length === 6 ? hex : [...hex].map((digit) => digit + digit).join('');
  const parts = /rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(value)?.slice(1);
  if (parts) return parts.map((part) => Math.min(Number(part), 255).toString(16).padStart(2, '0')).join('');
  return NAMED[value] ?? value;
}

/** Rules of a style sheet whose selector is one tag, class or id; longer selectors are read by their last part. */
export class StyleSheet {
  private readonly rules = new Map<string, string>();

  read(css: string): void {
    for (const [, selectors = '', declarations = ''] of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      for (const selector of selectors.split(',')) {
        const last = /(?:^|[\s>+~])([a-z][\w-]*|[.#][\w-]+)$/i.exec(selector.trim())?.[1]?.toLowerCase();
        if (last) this.rules.set(last, `${this.rules.get(last) ?? ''};${declarations}`);
      }
    }
  }

  /** Declarations for an element, those of its tag first, so that later ones win. */
  declarationsFor(tag: string, classes: readonly string[], id: string | undefined): string {
    const selectors = [tag, ...classes.map((name) => `.${name.toLowerCase()}`), ...(id ? [`#${id.toLowerCase()}`] : [])];
    return selectors.map((selector) => this.rules.get(selector) ?? '').join(';');
  }
}
