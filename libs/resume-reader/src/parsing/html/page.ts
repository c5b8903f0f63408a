import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { FlowWriter } from '../flow/flow-writer.js';
import type { Looks } from '../flow/looks.js';
import { ParseError } from '../outcome.js';
import { readDeclarations, StyleSheet } from './css.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const words = (text: string): Set<string> => new Set(text.split(' '));
/** Elements whose content is no text of the page. */
const SKIPPED = words('head script style template noscript svg math iframe object embed select textarea audio video canvas');
const BLOCKS = words(
  'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table caption thead tbody tfoot tr td th ul',
);
const BOLD = words('b strong th');
const HEADING = /^h[1-6]$/;
const MOST_DEPTH = 1_000;

/** Reads a web page into lines, as a person sees it: no script runs, nothing is fetched. */
export class PageReader {
  private readonly flow = new FlowWriter();
  private readonly sheet = new StyleSheet();
  private isOpen = false;

  read(html: string): FlowWriter {
    const page = parse(html);
    this.collectStyles(page.childNodes, 0);
    this.children(page.childNodes, {}, 0);
    this.endParagraph();
    return this.flow;
  }

  private collectStyles(nodes: readonly Node[], depth: number): void {
    for (const node of nodes) {
      if (!('childNodes' in node)) continue;
      if (node.nodeName === 'style') this.sheet.read(node.childNodes.map((text) => ('value' in text ? text.value : '')).join(''));
      else if (depth < MOST_DEPTH) this.collectStyles(node.childNodes, depth + 1);
    }
  }

  private children(nodes: readonly Node[], looks: Looks, depth: number): void {
    if (depth > MOST_DEPTH) throw new ParseError('corrupt', 'elements are nested too deep');
    for (const node of nodes) {
      if (node.nodeName === '#text' && 'value' in node) this.text(node.value, looks);
      else if ('tagName' in node && !SKIPPED.has(node.tagName)) this.element(node, looks, depth);
    }
  }

  private element(element: Element, inherited: Looks, depth: number): void {
    const { tagName: tag } = element;
    if (tag === 'br') return this.breakLine(inherited);
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const classes = (attributes.get('class') ?? '').split(/\s+/).filter(Boolean);
    const declarations = `${this.sheet.declarationsFor(tag, classes, attributes.get('id'))};${attributes.get('style') ?? ''}`;
    const own = readDeclarations(declarations, inherited);
    const looks: Looks = { ...inherited, ...defaultLooks(tag), ...own.looks };
    if (inherited.hidden || attributes.has('hidden')) looks.hidden = true;
    const isBlock = own.isBlock || BLOCKS.has(tag);
    if (isBlock) this.endParagraph();
    if (tag === 'tr') this.flow.openRow();
    if (tag === 'td' || tag === 'th') this.flow.openCell();
    if (tag === 'pre') this.preformatted(element, looks);
    else this.children(element.childNodes, looks, depth + 1);
    if (isBlock) this.endParagraph();
    if (tag === 'td' || tag === 'th') this.flow.closeCell();
    if (tag === 'tr') this.flow.closeRow();
  }

  private preformatted(element: Element, looks: Looks): void {
    const text = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
    for (const line of text.split('\n')) {
      this.text(line, looks);
      this.endParagraph();
    }
  }

  private text(text: string, looks: Looks): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (collapsed.trim() === '' && !this.isOpen) return;
    this.openParagraph(looks);
    this.flow.add(collapsed, looks);
  }

  private breakLine(looks: Looks): void {
    this.openParagraph(looks);
    this.flow.breakLine();
  }

  private openParagraph({ heading, bullet }: Looks): void {
    if (this.isOpen) return;
    this.flow.openParagraph({ ...(heading && { heading }), ...(bullet && { bullet }) });
    this.isOpen = true;
  }

  private endParagraph(): void {
    if (this.isOpen) this.flow.closeParagraph();
    this.isOpen = false;
  }
}

function defaultLooks(tag: string): Looks {
  if (HEADING.test(tag)) return { heading: true, bold: true };
  if (tag === 'li') return { bullet: true };
  return BOLD.has(tag) ? { bold: true } : {};
}
