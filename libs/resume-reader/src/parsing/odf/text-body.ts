import { FlowWriter } from '../flow/flow-writer.js';
import type { Looks } from '../flow/looks.js';
import { xmlTokens } from '../xml/tokens.js';
import type { XmlToken } from '../xml/tokens.js';
import type { OdfStyles } from './styles.js';

/** Elements whose content is not shown on the page, or says what a picture is. */
const SKIPPED = new Set([
  'tracked-changes',
  'annotation',
  'note-citation',
  'desc',
  'title',
  'forms',
  'automatic-styles',
  'styles',
  'font-face-decls',
]);
/** Longest run of spaces that one `text:s` may stand for. */
const MOST_SPACES = 200;

type Open = Extract<XmlToken, { kind: 'open' }>;

/** Reads what stands inside elements of one name (`text` of `office:text`, `header`, `footer`) of an OpenDocument part into lines. */
export class TextBodyReader {
  readonly flow = new FlowWriter();
  private readonly spans: Looks[] = [];
  private readonly sections: boolean[] = [];
  private depth = 0;
  private skipping: string[] = [];
  private items = 0;

  constructor(
    private readonly styles: OdfStyles,
    private readonly root: string,
  ) {}

  read(xml: string): FlowWriter {
    for (const token of xmlTokens(xml)) {
      if (token.kind !== 'text' && this.skip(token)) continue;
      if (token.kind === 'text') this.add(token.text);
      else if (token.kind === 'open') this.open(token);
      else this.close(token.name);
    }
    return this.flow;
  }

  private skip({ kind, name }: Exclude<XmlToken, { kind: 'text' }>): boolean {
    if (!SKIPPED.has(name)) return this.skipping.length > 0;
    if (kind === 'open') this.skipping.push(name);
    else this.skipping.pop();
    return true;
  }

  private open(token: Open): void {
    const { name, attributes } = token;
    if (name === this.root) this.depth += 1;
    if (this.depth === 0) return;
    if (name === 'p' || name === 'h') this.openParagraph(token);
    else if (name === 'span') this.spans.push(this.styles('text', attributes.get('style-name') ?? ''));
    else if (name === 'section') this.sections.push(isHiddenSection(token, this.styles));
    else if (name === 'list-item') this.items += 1;
    else if (name === 'table-row') this.flow.openRow();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(token);
    else if (name === 'tab') this.flow.add('\t');
    else if (name === 's') this.flow.add(' '.repeat(Math.min(Number(attributes.get('c') ?? 1) || 1, MOST_SPACES)));
    else if (name === 'line-break') this.flow.breakLine();
    else if (name === 'hidden-paragraph' && this.flow.looks) this.flow.looks.hidden = true;
  }

  private close(name: string): void {
    if (this.depth === 0) return;
    if (name === this.root) this.depth -= 1;
    else if (name === 'p' || name === 'h') this.flow.closeParagraph();
    else if (name === 'span') this.spans.pop();
    else if (name === 'section') this.sections.pop();
    else if (name === 'list-item') this.items -= 1;
    else if (name === 'table-row') this.flow.closeRow();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.flow.closeCell();
  }

  private openParagraph({ name, attributes }: Open): void {
    const looks: Looks = { ...this.styles('paragraph', attributes.get('style-name') ?? '') };
    if (name === 'h') looks.heading = true;
    if (this.items > 0) looks.bullet = true;
    if (this.sections.includes(true)) looks.hidden = true;
    this.flow.openParagraph(looks);
  }

  private openCell({ attributes }: Open): void {
    this.flow.openCell();
    if (this.styles('table-cell', attributes.get('style-name') ?? '').shaded) this.flow.shadeCell();
  }

  /** White space collapses, as in HTML; wanted spaces are elements of their own. */
  private add(text: string): void {
    if (this.depth === 0 || this.skipping.length > 0) return;
    this.flow.add(text.replace(/\s+/g, ' '), Object.assign({}, ...this.spans) as Looks);
  }
}

function isHiddenSection({ attributes }: Open, styles: OdfStyles): boolean {
  return attributes.get('display') === 'none' || styles('section', attributes.get('style-name') ?? '').hidden === true;
}
