import type { FactDto } from '@shortlist/contracts';
import type { Section, SectionKind } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { periodsIn } from './dates.js';
import { evidenceAt } from './evidence.js';

const MOST_ENTRIES = 40;
const BULLET = /^[•●○◦▪■▸►‣⁃∙*–—-]\s*|^\[\d+\]\s*|^\d{1,3}[.)]\s+/u;

/** Projects by their names: what stands before a colon, a dash or dates in the first line of each. */
export function projectsIn(document: TextDocument, sections: readonly Section[]): FactDto[] {
  return entriesOf(document, sections, 'projects').flatMap((lines) => {
    const [first] = lines;
    const name = first ? nameOf(lineText(document, first)) : '';
    return /\p{L}{2}/u.test(name) && name.length <= 120 ? [factOf(document, lines, name, 0.7)] : [];
  });
}

/** Publications as they are listed, each with all of its lines. */
export function publicationsIn(document: TextDocument, sections: readonly Section[]): FactDto[] {
  return entriesOf(document, sections, 'publications').flatMap((lines) => {
    const text = lines
      .map((line) => lineText(document, line))
      .join(' ')
      .replace(BULLET, '')
      .replace(/\s+/g, ' ');
    return text.length >= 15 ? [factOf(document, lines, text.slice(0, 500), 0.7)] : [];
  });
}

function factOf(document: TextDocument, lines: readonly TextLine[], value: string, confidence: number): FactDto {
  return { value, evidence: [evidenceAt(document, lines[0]?.start ?? 0, lines.at(-1)?.end ?? 0)], confidence };
}

/**
 * Cuts sections into their entries: at lines in bold or larger type where some lines are, else at visible gaps, else at list items, else
 * at every line that is no continuation.
 */
function entriesOf(document: TextDocument, sections: readonly Section[], kind: SectionKind): TextLine[][] {
  return sections
    .filter((section) => section.kind === kind)
    .flatMap(({ lines }) => cut(lines, opensEntry(document, lines)))
    .slice(0, MOST_ENTRIES);
}

function opensEntry(document: TextDocument, lines: readonly TextLine[]): (line: TextLine) => boolean {
  const isBullet = (line: TextLine): boolean => line.bullet || BULLET.test(lineText(document, line));
  const rules: ((line: TextLine) => boolean)[] = [
    (line) => (line.bold || line.size > 1.08) && !isBullet(line),
    (line) => line.spaced && !isBullet(line),
    isBullet,
  ];
  const body = lines.slice(1).filter(({ wrapped }) => !wrapped);
  const rule = rules.find(
    (opens) =>
      lines[0] !== undefined &&
      opens({ ...lines[0], spaced: true }) &&
      body.some(opens) &&
      !body.every((line) => opens(line) && !isBullet(line)),
  );
  return rule ?? ((line) => !line.wrapped);
}

function cut(lines: readonly TextLine[], opens: (line: TextLine) => boolean): TextLine[][] {
  const entries: TextLine[][] = [];
  for (const line of lines) {
    if (entries.length === 0 || (!line.wrapped && opens(line))) entries.push([line]);
    else entries.at(-1)?.push(line);
  }
  return entries;
}

function nameOf(text: string): string {
  const undated = periodsIn(text).reduceRight((rest, { start, end }) => `${rest.slice(0, start)}\t${rest.slice(end)}`, text);
  const [name = ''] = undated.replace(BULLET, '').split(/\t|:\s|\s[–—|·-]\s|\s\(|https?:/u);
  return name.replace(/(?<![\s,;:(–—-])[\s,;:(–—-]+$/u, '').trim();
}
