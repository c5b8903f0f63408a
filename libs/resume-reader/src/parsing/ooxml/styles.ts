import type { Looks } from '../flow/looks.js';
import { xmlTokens } from '../xml/tokens.js';
import type { XmlToken } from '../xml/tokens.js';

interface Style {
  readonly looks: Looks;
  basedOn: string | null;
}

/** Styles of a Word document by their id, with what they inherit. */
export type Styles = (id: string) => Looks;

export function readStyles(xml: string): Styles {
  const styles = new Map<string, Style>();
  let style: Style | null = null;
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'close' && token.name === 'style') style = null;
    if (token.kind !== 'open') continue;
    if (token.name === 'style') {
      style = { looks: {}, basedOn: null };
      styles.set(token.attributes.get('styleId') ?? '', style);
    } else if (style) readStyle(style, token);
  }
  return (id) => inherited(styles, id, 0);
}

function readStyle(style: Style, token: Extract<XmlToken, { kind: 'open' }>): void {
  const value = token.attributes.get('val') ?? '';
  if (token.name === 'basedOn') style.basedOn = value;
  else if (token.name === 'name' && /^(heading \d|title)$/i.test(value)) style.looks.heading = true;
  else if (token.name === 'outlineLvl') style.looks.heading = true;
  else readLook(style.looks, token);
}

function inherited(styles: ReadonlyMap<string, Style>, id: string, depth: number): Looks {
  const style = styles.get(id);
  if (!style || depth > 20) return {};
  return { ...(style.basedOn ? inherited(styles, style.basedOn, depth + 1) : {}), ...style.looks };
}

/** Notes what one property element says about looks. */
export function readLook(looks: Looks, { name, attributes }: Extract<XmlToken, { kind: 'open' }>): void {
  const value = attributes.get('val');
  const on = value === undefined || !['0', 'false', 'off', 'none'].includes(value);
  if (name === 'b') looks.bold = on;
  else if (name === 'vanish' || name === 'webHidden') looks.hidden = on;
  else if (name === 'sz') looks.size = Number(value) || undefined;
  else if (name === 'color') looks.color = value?.toLowerCase();
  else if (name === 'numPr') looks.bullet = true;
  else if (name === 'shd' || name === 'highlight') looks.shaded = attributes.get('fill') !== 'auto' && attributes.get('fill') !== 'FFFFFF';
}
