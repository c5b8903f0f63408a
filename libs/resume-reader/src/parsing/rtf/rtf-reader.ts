import { FlowWriter } from '../flow/flow-writer.js';
import type { Looks } from '../flow/looks.js';
import { codePageOfCharset, decodeCodePage } from './code-pages.js';
import { rtfTokens } from './tokens.js';
import type { RtfToken } from './tokens.js';

/** What a group is about. `text` is shown; the tables are read for their values; the rest is passed over. */
type Destination = 'text' | 'fonts' | 'colors' | 'styles' | 'skipped';

interface Group {
  readonly destination: Destination;
  readonly run: Looks;
  readonly paragraph: Looks;
  /** Number of the font, of which the code page follows. */
  readonly font: number | null;
  /** Characters that stand in for one `\u` character, for readers that know no Unicode. */
  readonly fallback: number;
  readonly inTable: boolean;
}

const DESTINATIONS: Readonly<Record<string, Destination>> = { fonttbl: 'fonts', colortbl: 'colors', stylesheet: 'styles' };
const SKIPPED = new Set(
  [
    ['info', 'pict', 'object', 'fldinst', 'nonshppict', 'themedata', 'colorschememapping', 'latentstyles', 'datastore', 'xmlnstbl'],
    ['listtable', 'listoverridetable', 'revtbl', 'rsidtbl', 'generator', 'mmathPr', 'bkmkstart', 'bkmkend', 'annotation', 'atnid'],
    [
      'atnauthor',
      'shprslt',
      'pntext',
      'listtext',
      'pntxtb',
      'pntxta',
      'private',
      'template',
      'sp',
      'filetbl',
      'fontemb',
      'falt',
      'panose',
      'xe',
      'tc',
    ],
  ].flat(),
);
/** Groups marked as ignorable (`\*`) that are shown all the same. */
const SHOWN = new Set(['shpinst', 'shptxt', 'footnote']);
const CHARACTERS: Readonly<Record<string, string>> = {
  ...{ emdash: '—', endash: '–', bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”' },
  ...{ emspace: ' ', enspace: ' ', qmspace: ' ', tab: '\t' },
};
const SYMBOLS: Readonly<Record<string, string>> = { '~': '\u00a0', _: '-', '\\': '\\', '{': '{', '}': '}' };
const PLAIN: Looks = { size: 24 };
const OUTLINE_LEVELS = 9;

/** Reads an RTF file into lines. Pictures, objects and field instructions are never looked at. */
export class RtfReader {
  private readonly flow = new FlowWriter();
  private readonly groups: Group[] = [];
  private group: Group = { destination: 'text', run: PLAIN, paragraph: {}, font: null, fallback: 1, inTable: false };
  private readonly codePages = new Map<number, number>();
  private readonly colors: string[] = [];
  private readonly headings = new Set<number>();
  private color: number[] = [];
  private style = 0;
  private codePage = 1252;
  private defaultFont: number | null = null;
  private bytes: number[] = [];
  private surrogate = '';
  private passing = 0;
  private ignorable = false;
  private isOpen = false;
  private rowOpen = false;

  read(source: Uint8Array): FlowWriter {
    for (const token of rtfTokens(source)) this.take(token);
    this.endParagraph();
    this.endRow();
    return this.flow;
  }

  private take(token: RtfToken): void {
    if (token.kind === 'byte') return this.byte(token.byte);
    this.flush();
    if (token.kind === 'open') this.groups.push(this.group);
    else if (token.kind === 'close') this.group = this.groups.pop() ?? this.group;
    else if (token.kind === 'symbol') this.symbol(token.symbol);
    else this.word(token.word, token.value);
    if (token.kind !== 'symbol') this.ignorable = false;
  }

  private symbol(symbol: string): void {
    if (symbol === '*') this.ignorable = true;
    else if (symbol === '\n' || symbol === '\r') this.endParagraph();
    else if (symbol in SYMBOLS) this.text(SYMBOLS[symbol] ?? '');
  }

  private word(word: string, value: number | null): void {
    const { destination } = this.group;
    if (destination === 'skipped') return;
    const table = DESTINATIONS[word];
    if (table) this.enter(table);
    else if (SKIPPED.has(word) || (this.ignorable && !SHOWN.has(word))) this.enter('skipped');
    else if (destination === 'fonts') this.fontWord(word, value ?? 0);
    else if (destination === 'colors') this.colorWord(word, value ?? 0);
    else if (destination === 'styles') this.styleWord(word, value ?? 0);
    else this.textWord(word, value);
  }

  private textWord(word: string, value: number | null): void {
    const on = value !== 0;
    const character = CHARACTERS[word];
    if (character !== undefined) this.text(character);
    else if (word === 'u') this.unicode(value ?? 0);
    else if (word === 'uc') this.group = { ...this.group, fallback: value ?? 1 };
    else if (word === 'ansicpg') this.codePage = value ?? 1252;
    else if (word === 'mac') this.codePage = 10000;
    else if (word === 'deff') this.defaultFont = value;
    else if (word === 'f') this.group = { ...this.group, font: value };
    else if (word === 'b') this.look({ bold: on });
    else if (word === 'v' || word === 'webhidden') this.look({ hidden: on });
    else if (word === 'deleted' && on) this.enter('skipped');
    else if (word === 'fs') this.look({ size: value ?? 24 });
    else if (word === 'cf') this.look({ color: this.colors[value ?? 0] ?? '' });
    else if (word === 'highlight' || word === 'chcbpat' || word === 'cb') this.look({ shaded: this.isShade(value) });
    else if (word === 'plain') this.group = { ...this.group, run: PLAIN };
    else this.paragraphWord(word, value);
  }

  private paragraphWord(word: string, value: number | null): void {
    if (word === 'pard') this.group = { ...this.group, paragraph: {}, inTable: false };
    else if (word === 's' && this.headings.has(value ?? -1)) this.paragraphLook({ heading: true });
    else if (word === 'outlinelevel') this.paragraphLook({ heading: (value ?? OUTLINE_LEVELS) < OUTLINE_LEVELS });
    else if (word === 'ls' || word === 'pnlvlblt') this.paragraphLook({ bullet: true });
    else if (word === 'cbpat') this.paragraphLook({ shaded: this.isShade(value) });
    else if (word === 'intbl') this.group = { ...this.group, inTable: true };
    else if (word === 'par' || word === 'sect' || word === 'page') this.endParagraph();
    else if (word === 'line') this.breakLine();
    else if (word === 'cell' || word === 'nestcell') this.endCell();
    else if (word === 'row' || word === 'nestrow') this.endRow();
    else if (word === 'clcbpat' && this.isShade(value)) this.flow.shadeCell();
  }

  private fontWord(word: string, value: number): void {
    if (word === 'f') this.group = { ...this.group, font: value };
    const codePage = word === 'fcharset' ? codePageOfCharset(value) : word === 'cpg' ? value : null;
    if (codePage !== null && this.group.font !== null) this.codePages.set(this.group.font, codePage);
  }

  private colorWord(word: string, value: number): void {
    if (word === 'red' || word === 'green' || word === 'blue') this.color.push(Math.min(Math.max(value, 0), 255));
  }

  /** Styles are known by their number; those of headings by their outline level or Word's own name. */
  private styleWord(word: string, value: number): void {
    if (word === 's') this.style = value;
    else if (word === 'outlinelevel' && value < OUTLINE_LEVELS) this.headings.add(this.style);
  }

  private enter(destination: Destination): void {
    this.group = { ...this.group, destination };
  }

  private look(looks: Looks): void {
    this.group = { ...this.group, run: { ...this.group.run, ...looks } };
  }

  private paragraphLook(looks: Looks): void {
    this.group = { ...this.group, paragraph: { ...this.group.paragraph, ...looks } };
  }

  private isShade(index: number | null): boolean {
    const color = this.colors[index ?? 0] ?? '';
    return color !== '' && color !== 'ffffff';
  }

  private byte(byte: number): void {
    if (this.passing > 0) {
      this.passing -= 1;
      return;
    }
    const { destination } = this.group;
    if (destination === 'colors' && byte === 0x3b) {
      this.colors.push(this.color.map((part) => part.toString(16).padStart(2, '0')).join(''));
      this.color = [];
    } else if (destination === 'styles' || destination === 'text') this.bytes.push(byte);
  }

  private flush(): void {
    this.passing = 0;
    if (this.bytes.length === 0) return;
    const font = this.group.font ?? this.defaultFont;
    const text = decodeCodePage(this.bytes, (font === null ? null : this.codePages.get(font)) ?? this.codePage);
    this.bytes = [];
    if (this.group.destination === 'text') this.text(text);
    else if (/^(heading \d|title);/i.test(text)) this.headings.add(this.style);
  }

  /** A signed 16-bit unit of UTF-16; characters beyond the first plane come as two. */
  private unicode(value: number): void {
    const unit = String.fromCharCode(value & 0xffff);
    if (/[\ud800-\udbff]/.test(unit)) this.surrogate = unit;
    else {
      this.text(this.surrogate + unit);
      this.surrogate = '';
    }
    this.passing = this.group.fallback;
  }

  private text(text: string): void {
    if (this.group.destination !== 'text') return;
    this.openParagraph();
    this.flow.add(text, this.group.run);
  }

  private openParagraph(): void {
    if (this.isOpen) return;
    if (this.group.inTable && !this.rowOpen) {
      this.flow.openRow();
      this.rowOpen = true;
    }
    if (this.rowOpen && !this.flow.inCell) this.flow.openCell();
    this.flow.openParagraph({ ...this.group.paragraph });
    this.isOpen = true;
  }

  private breakLine(): void {
    this.openParagraph();
    this.flow.breakLine();
  }

  private endParagraph(): void {
    this.openParagraph();
    this.flow.closeParagraph();
    this.isOpen = false;
  }

  private endCell(): void {
    this.endParagraph();
    if (this.flow.inCell) this.flow.closeCell();
  }

  private endRow(): void {
    if (!this.rowOpen) return;
    if (this.flow.inCell) this.flow.closeCell();
    this.flow.closeRow();
    this.rowOpen = false;
  }
}
