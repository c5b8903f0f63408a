import type { Looks } from '../flow/looks.js';
import { xmlTokens } from '../xml/tokens.js';

interface Style {
  readonly looks: Looks;
  readonly parent: string | null;
}

/** Styles of an OpenDocument file by family and name, with what they inherit. */
export type OdfStyles = (family: 'paragraph' | 'text' | 'table-cell' | 'section', name: string) => Looks;

/** Reads the styles of the parts that hold any: `styles.xml` and the automatic ones of `content.xml`. */
export function readOdfStyles(...parts: readonly string[]): OdfStyles {
  const styles = new Map<string, Style>();
  for (const xml of parts) {
    let style: Style | null = null;
    for (const token of xmlTokens(xml)) {
      if (token.kind === 'close' && token.name === 'style') style = null;
      if (token.kind !== 'open') continue;
      const { name, attributes } = token;
      if (name === 'style' && attributes.has('family')) {
        style = {
          looks: attributes.has('default-outline-level') ? { heading: true } : {},
          parent: attributes.get('parent-style-name') ?? null,
        };
        styles.set(`${attributes.get('family')} ${attributes.get('name')}`, style);
      } else if (style && name.endsWith('-properties')) readProperties(style.looks, attributes);
    }
  }
  const inherited = (family: string, name: string, depth: number): Looks => {
    const style = styles.get(`${family} ${name}`);
    if (!style || depth > 20) return {};
    return { ...(style.parent ? inherited(family, style.parent, depth + 1) : {}), ...style.looks };
  };
  return (family, name) => inherited(family, name, 0);
}

/** Names of attributes come without their prefixes: `font-weight` is `fo:font-weight`, `display` is `text:display`. */
function readProperties(looks: Looks, attributes: ReadonlyMap<string, string>): void {
  const weight = attributes.get('font-weight');
  if (weight) looks.bold = weight === 'bold' || Number(weight) >= 600;
  if (attributes.has('display')) looks.hidden = attributes.get('display') === 'none';
  const points = /^([\d.]+)pt$/.exec(attributes.get('font-size') ?? '')?.[1];
  if (points) looks.size = Number(points) * 2;
  const color = /^#([0-9a-f]{6})$/i.exec(attributes.get('color') ?? '')?.[1];
  if (color) looks.color = color.toLowerCase();
  const ground = attributes.get('background-color');
  if (ground) looks.shaded = ground !== 'transparent' && ground.toLowerCase() !== '#ffffff';
}
