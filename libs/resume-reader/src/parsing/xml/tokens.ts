import { ParseError } from '../outcome.js';

/** One step through an XML part. Names are without their prefix. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const ATTRIBUTE = /([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const MOST_DEPTH = 2_000;

/**
 * Walks through an XML part without building a tree. Office parts have no document type: one that declares it is refused,
 * so that there are no entities beyond the five of XML, internal or external.
 */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  let depth = 0;
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const text = xml.slice(at, tag === -1 ? undefined : tag);
    if (text !== '') yield { kind: 'text', text: unescape(text) };
    if (tag === -1) return;
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag);
      yield { kind: 'text', text: xml.slice(tag + 9, at - 3) };
    } else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag);
    else if (xml.startsWith('<!', tag)) throw new ParseError('corrupt', 'a part declares a document type');
    else {
      at = tagEnd(xml, tag);
      for (const token of tagTokens(xml.slice(tag + 1, at - 1))) {
        depth += token.kind === 'open' ? 1 : -1;
        if (depth > MOST_DEPTH) throw new ParseError('corrupt', 'elements are nested too deep');
        yield token;
      }
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at === -1) throw new ParseError('corrupt', 'a part ends within its markup');
  return at + mark.length;
}

/** A `>` may stand inside a quoted attribute value. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at += 1) {
    const character = xml[at] ?? '';
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  throw new ParseError('corrupt', 'a part ends within a tag');
}

function tagTokens(tag: string): XmlToken[] {
  if (tag.startsWith('/')) return [{ kind: 'close', name: localName(tag.slice(1).trim()) }];
  const name = localName(/^[^\s/]+/.exec(tag)?.[0] ?? '');
  const open: XmlToken = { kind: 'open', name, attributes: tag.includes('=') ? attributesOf(tag) : NO_ATTRIBUTES };
  return tag.endsWith('/') ? [open, { kind: 'close', name }] : [open];
}

function attributesOf(tag: string): Map<string, string> {
  return new Map(
    Array.from(tag.matchAll(ATTRIBUTE), ([, name = '', double, single]) => [localName(name), unescape(double ?? single ?? '')]),
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return NAMED.get(name) ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
