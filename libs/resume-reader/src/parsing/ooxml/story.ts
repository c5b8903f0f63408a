import type { DraftLine } from '../../domain/text-document.js';
import { FlowWriter } from '../flow/flow-writer.js';
import type { Looks } from '../flow/looks.js';
import { xmlTokens } from '../xml/tokens.js';
import type { XmlToken } from '../xml/tokens.js';
import { readLook } from './styles.js';
import type { Styles } from './styles.js';

/** Elements whose content is not shown, or shown elsewhere a second time. */
const SKIPPED = new Set([
  'Fallback',
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'annotation',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'sectPr',
]);

/** Reads one story of a Word document (its body, a header, the footnotes) into lines. */
export class StoryReader {
  private readonly flow = new FlowWriter();
  private run: Looks = {};
  private skipping = 0;
  private inText = false;
  private inRunProperties = false;

  constructor(private readonly styles: Styles) {}

  /** Text was left out because nobody can see it. */
  get hidden(): boolean {
    return this.flow.hidden;
  }

  read(xml: string): DraftLine[] {
    for (const token of xmlTokens(xml)) {
      if (this.skipping > 0) this.skip(token);
      else if (token.kind === 'open') this.open(token);
      else if (token.kind === 'close') this.close(token.name);
      else if (this.inText) this.flow.add(token.text, this.run);
    }
    return this.flow.lines;
  }

  private skip(token: XmlToken): void {
    if (token.kind === 'text' || !SKIPPED.has(token.name)) return;
    this.skipping += token.kind === 'open' ? 1 : -1;
  }

  private open(token: Extract<XmlToken, { kind: 'open' }>): void {
    const { name, attributes } = token;
    if (SKIPPED.has(name)) this.skipping = 1;
    else if (name === 'p' && !attributes.has('pos')) this.openParagraph();
    else if (name === 'tr') this.flow.openRow();
    else if (name === 'tc') this.flow.openCell();
    else if (name === 'r') this.run = {};
    else if (name === 't') this.inText = true;
    else if (name === 'rPr') this.inRunProperties = true;
    else if (name === 'tab' && !attributes.has('pos')) this.flow.add('\t', this.run);
    else if (name === 'ptab') this.flow.add('\t', this.run);
    else if (name === 'br' || name === 'cr') this.flow.breakLine();
    else if (name === 'noBreakHyphen') this.flow.add('-', this.run);
    else this.property(token);
  }

  private property(token: Extract<XmlToken, { kind: 'open' }>): void {
    const paragraph = this.flow.looks;
    if (token.name === 'rStyle') Object.assign(this.run, this.styles(token.attributes.get('val') ?? ''));
    else if (this.inRunProperties) readLook(this.run, token);
    else if (!paragraph) {
      if (token.name === 'shd') this.flow.shadeCell();
    } else if (token.name === 'pStyle') Object.assign(paragraph, this.styles(token.attributes.get('val') ?? ''));
    else if (token.name === 'outlineLvl') paragraph.heading = true;
    else readLook(paragraph, token);
  }

  private close(name: string): void {
    if (name === 'p') this.flow.closeParagraph();
    else if (name === 't') this.inText = false;
    else if (name === 'rPr') this.inRunProperties = false;
    else if (name === 'tc') this.flow.closeCell();
    else if (name === 'tr') this.flow.closeRow();
  }

  private openParagraph(): void {
    this.flow.openParagraph();
    this.run = {};
  }
}
