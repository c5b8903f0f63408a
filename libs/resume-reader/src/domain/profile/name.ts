import type { FactDto } from '@shortlist/contracts';
import { mentionsIn } from '@shortlist/taxonomy';
import { headingKind } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { evidenceAt } from './evidence.js';
import { isPlace } from './location.js';
import { isTitle } from './roles.js';

const LINES_LOOKED_AT = 60;
const PREFIX =
  /^(?:(?:resume|résumé|curriculum vitae|cv|c\.v\.|lebenslauf)\s*(?:of|for|von|de|[-–—:|])?\s*|(?:full\s+)?name\s*[:\-–]\s*)+/i;
const HONORIFIC = /^(?:(?:mr|mrs|ms|miss|dr|prof|engr|eng|herr|frau)\b\.?\s+)+/i;
const SUFFIX =
  /(?:(?<![,\s])[,\s]+(?:ph\.?d|m\.?d|mba|rn|bsn|msn|cpa|pmp|cfa|p\.?e|esq|dds|md|acca|fca|facp|np|fnp|aprn|ccrn|lpn|cma|shrm-cp|phr)\.?){1,8}$/i;
const PARTICLES = new Set(
  'de da do dos das del della di du van von der den ter ul al el bin bint ibn la le los y e ud us uz ur abu st'.split(' '),
);
const NO_NAME =
  /\b(resume|curriculum|vitae|cv|page|phone|email|e-mail|address|profile|summary|contact|university|college|school|street|road|avenue|limited|ltd|inc|gmbh|linkedin|github|confidential|template|references|portfolio|date|birth|nationality|skills|experience|education)\b|[@\d]|:\s*\S/i;

interface Candidate {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** The person's name: near the top or in the largest type, shaped like a name, and no job title, place or heading. */
export function nameIn(document: TextDocument, emails: readonly FactDto[]): FactDto | null {
  const lines = withoutReferences(document, document.lines.slice(0, LINES_LOOKED_AT));
  const largest = Math.max(...lines.map(({ size }) => size));
  const local = (emails[0]?.value.split('@')[0] ?? '').replace(/[^\p{L}]/gu, '');
  const candidates = lines.flatMap((line, index) => candidatesOf(document, line, index, largest, local, lines[index + 1]));
  const best = candidates.reduce<Candidate | null>((top, candidate) => (!top || candidate.score > top.score ? candidate : top), null);
  if (!best || best.score < 1) return null;
  return { value: best.value, evidence: [evidenceAt(document, best.start, best.end)], confidence: Math.min(0.98, 0.5 + best.score / 12) };
}

const REFERENCES = /^\W*(?:references?|referees?|referenzen|referencias|r[ée]f[ée]rences|referenze|referanslar)\W*$/i;

/** Without the people who answer for somebody, from their heading to the next one: their names look just like the name of the person. */
function withoutReferences(document: TextDocument, lines: readonly TextLine[]): TextLine[] {
  let isReference = false;
  return lines.filter((line) => {
    const text = lineText(document, line);
    if (REFERENCES.test(text)) isReference = true;
    else if (headingKind(text) !== null) isReference = false;
    return !isReference;
  });
}

function candidatesOf(document: TextDocument, line: TextLine, index: number, largest: number, local: string, next?: TextLine): Candidate[] {
  const text = lineText(document, line);
  const cells = index < 8 ? text.split(/\t| \| | • | · | – | — /) : [text];
  let at = line.start;
  const found = cells.flatMap((cell) => {
    const start = document.text.indexOf(cell, at);
    at = start + cell.length;
    return candidateOf(cell, start, line, index, largest, local);
  });
  // A name may be set on two lines in the same large type, first name above family name.
  if (next && line.size > 1.3 && Math.abs(next.size - line.size) < 0.05 && !text.includes(' ') && !lineText(document, next).includes(' ')) {
    const both = document.text.slice(line.start, next.end);
    found.push(
      ...candidateOf(both.replace(/\s+/g, ' '), line.start, line, index, largest, local).map((c) => ({
        ...c,
        end: next.end,
        score: c.score + 1,
      })),
    );
  }
  return found;
}

function candidateOf(cell: string, start: number, line: TextLine, index: number, largest: number, local: string): Candidate[] {
  const lead = PREFIX.exec(cell)?.[0].length ?? 0;
  const titled = HONORIFIC.exec(cell.slice(lead))?.[0].length ?? 0;
  const rest = cell.slice(lead + titled);
  const comma = rest.indexOf(',');
  const bare = (comma > 0 && isTitle(rest.slice(comma)) ? rest.slice(0, comma) : rest).replace(SUFFIX, '').replace(/(?<![\s,])[\s,]+$/, '');
  const words = bare.split(/[\s,]+/).filter(Boolean);
  if (words.length === 0 || words.length > 6 || bare.length > 60 || NO_NAME.test(bare)) return [];
  if (!words.every(isNameWord) || headingKind(bare) || isTitle(bare) || isPlace(bare) || isSkillList(bare)) return [];
  const matches = words.filter(
    (word) =>
      word.length > 2 &&
      local.includes(
        word
          .toLowerCase()
          .normalize('NFD')
          .replace(/[^a-z]/g, ''),
      ),
  ).length;
  const score =
    Math.max(0, 4 - index * 0.5) +
    (line.size >= largest - 0.05 && line.size > 1.1 ? 5 : line.size > 1.4 ? 2 : 0) +
    Math.min(matches, 2) * 2.5 +
    (words.length >= 2 && words.length <= 4 ? 1.5 : words.length === 1 ? -0.8 : 0) +
    (lead + titled > 0 ? 2.5 : 0) +
    (line.bold ? 0.5 : 0);
  return [{ value: presentable(words.join(' ')), start: start + lead + titled, end: start + lead + titled + bare.length, score }];
}

/** A name may hold the name of one skill (Ruby, Jade), not of several, and two words that are a skill together are none. */
function isSkillList(text: string): boolean {
  const mentions = mentionsIn(text, () => true);
  return mentions.length > 1 || mentions.some(({ start, end }) => end - start === text.length && text.includes(' '));
}

/** Capitals where the script writes names with them; Georgian has some and does not. A Hebrew hyphen (maqaf) and marks of abbreviation stand within a word. */
const NAME_WORD =
  /^\p{Lu}[\p{L}\p{M}'’.\-]*$|^\p{Lu}\.?$|^\p{Lo}[\p{Lo}\p{M}\u05be\u05f3\u05f4\-]*$|^\p{Script=Georgian}+(?:-\p{Script=Georgian}+)*$/u;

function isNameWord(word: string): boolean {
  return PARTICLES.has(word.toLowerCase()) || (NAME_WORD.test(word) && !/^(And|The|Of|For|With|In)$/.test(word));
}

/** Names in capitals are written like names; anything else stays as written. */
function presentable(name: string): string {
  if (name !== name.toUpperCase() || name === name.toLowerCase() || name.length < 4) return name;
  return name
    .split(' ')
    .map((word) =>
      PARTICLES.has(word.toLowerCase())
        ? word.toLowerCase()
        : word.replace(/[\p{L}\p{M}]+/gu, (part) => part.charAt(0) + part.slice(1).toLocaleLowerCase()),
    )
    .join(' ');
}
