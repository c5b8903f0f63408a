import type { RoleFactDto, SkillFactDto } from '@shortlist/contracts';
import { yearsCovered } from '@shortlist/contracts';
import { SPELLINGS, foldName, knownSkill, mentionsIn } from '@shortlist/taxonomy';
import type { Skill, Spelling } from '@shortlist/taxonomy';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { evidenceAt } from './evidence.js';
import type { Span } from './name-spans.js';

interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const MOST_EVIDENCE = 8;
const MOST_SKILLS = 300;
const SEPARATORS = /[,;|•·●▪◦‣⁃∙\t\n]|\s[–—/-]\s|^[-–—*]\s/gm;

interface SkillReading {
  readonly asOf: string;
  readonly ownSkills: ReadonlyMap<string, Spelling>;
  /** Where the author's name stands: Hugo and Crystal are skills as well. */
  readonly names: readonly Span[];
}

/** Skills that the resume lists, as the taxonomy calls them or as written, and those of the taxonomy that its prose names. */
export function skillsIn(
  document: TextDocument,
  sections: readonly Section[],
  roles: readonly RoleFactDto[],
  { asOf, ownSkills, names }: SkillReading,
): SkillFactDto[] {
  const known = (key: string): Spelling | undefined => ownSkills.get(key) ?? SPELLINGS.get(key);
  const named = (written: string): Skill | null => ownSkills.get(foldName(written))?.skill ?? knownSkill(written);
  const lists = sections.filter(({ kind }) => kind === 'skills');
  const listed = lists.flatMap(({ lines }) => listedIn(document, lines, named));
  const spans = lists.flatMap(({ lines }) => lines);
  const isListed = (at: number): boolean => spans.some(({ start, end }) => start <= at && at < end);
  const mentioned = mentionsIn(document.text, isListed, known)
    .filter(({ skill }) => skill.kind !== 'language')
    .map(({ skill, start, end }) => ({ name: skill.name, start, end, confidence: isListed(start) ? 0.95 : 0.8 }));
  const byName = new Map<string, Map<number, Mention>>();
  const isName = (one: Mention): boolean => names.some(({ start, end }) => start < one.end && one.start < end);
  for (const mention of [...listed, ...mentioned].filter((one) => !isName(one))) {
    const name = mention.name.toLowerCase();
    const same = byName.get(name) ?? new Map<number, Mention>();
    if (!same.has(mention.start)) same.set(mention.start, mention);
    byName.set(name, same);
  }
  return [...byName.values()].slice(0, MOST_SKILLS).map((mentions) => skillOf(document, [...mentions.values()], roles, asOf));
}

function skillOf(document: TextDocument, mentions: readonly Mention[], roles: readonly RoleFactDto[], asOf: string): SkillFactDto {
  const used = roles.filter(
    ({ from, evidence: [block] }) =>
      from !== null && block !== undefined && mentions.some(({ start }) => block.start <= start && start < block.end),
  );
  return {
    name: mentions[0]?.name ?? '',
    years: used.length > 0 ? yearsCovered(used, asOf) : null,
    statedYears: statedYears(document, mentions),
    proficiency: proficiencyOf(document, mentions),
    evidence: mentions.slice(0, MOST_EVIDENCE).map(({ start, end }) => evidenceAt(document, start, end)),
    confidence: mentions.reduce((most, { confidence }) => Math.max(most, confidence), 0),
  };
}

/** "5 years of Python", "Python (5+ years)". */
function statedYears(document: TextDocument, mentions: readonly Mention[]): number | null {
  for (const { start, end } of mentions) {
    const before = /(\d{1,2}(?:\.\d)?)\s*\+?\s*years?(?:\s+of)?(?:\s+experience)?(?:\s+(?:with|in|of|using))?\s*$/i.exec(
      document.text.slice(Math.max(0, start - 45), start),
    );
    const after = /^\s*[(:–-]\s*(\d{1,2}(?:\.\d)?)\s*\+?\s*(?:years?|yrs?)\b/i.exec(document.text.slice(end, end + 24));
    const stated = before?.[1] ?? after?.[1];
    if (stated !== undefined && Number(stated) <= 60) return Number(stated);
  }
  return null;
}

function proficiencyOf(document: TextDocument, mentions: readonly Mention[]): SkillFactDto['proficiency'] {
  for (const { end } of mentions) {
    const word = /^\s*[(:–—\t-]\s*(beginner|basic|intermediate|advanced|expert|proficient|master)\b/i
      .exec(document.text.slice(end, end + 24))?.[1]
      ?.toLowerCase();
    if (word)
      return word === 'basic'
        ? 'beginner'
        : word === 'proficient'
          ? 'advanced'
          : word === 'master'
            ? 'expert'
            : (word as SkillFactDto['proficiency']);
  }
  return null;
}

/** The skill that a listed item names, if it is a known one. */
type Named = (written: string) => Skill | null;

/** Items of a skills section. A line wrap may fall inside an item, so wrapped lines are read as one. */
function listedIn(document: TextDocument, lines: readonly TextLine[], named: Named): Mention[] {
  const paragraphs: { start: number; end: number }[] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    if (open && line.wrapped && lineText(document, line).length > 0) open.end = line.end;
    else paragraphs.push({ start: line.start, end: line.end });
  }
  return paragraphs.flatMap(({ start, end }) => itemsOf(document.text, start, end, named));
}

function itemsOf(text: string, start: number, end: number, named: Named): Mention[] {
  const label = /^[^,;:\n\t|]{2,40}:\s/.exec(text.slice(start, end))?.[0].length ?? 0;
  const inner = text.slice(start + label, end);
  const joins = end - start > 0 && /[,;|]/.test(inner);
  const flat = joins ? inner.replaceAll('\n', ' ') : inner;
  const items: Mention[] = [];
  let from = 0;
  for (const match of [...flat.matchAll(SEPARATORS), null]) {
    const item = itemOf(text, start + label + from, start + label + (match?.index ?? flat.length), named);
    if (item) items.push(item);
    from = match ? match.index + match[0].length : 0;
  }
  return items;
}

const NOT_A_SKILL =
  /^(and|etc|the|level|master|beginner|basic|intermediate|advanced|expert|proficient|fluent|native|\d+ ?%|\d+\+? ?(years?|yrs?).*)$/i;

/** Longer ones are prose; a text without separators is one of them. */
const LONGEST_ITEM = 300;

function itemOf(text: string, from: number, to: number, named: Named): Mention | null {
  const raw = text.slice(from, Math.min(to, from + LONGEST_ITEM));
  const lead = /^[\s\-–—*•●▪◦()]*(?:and\s+)?/i.exec(raw)?.[0].length ?? 0;
  const words = raw.slice(lead).replace(/\s*\((?:[^)]*)\)?\s*$|[\s.()–—:-]+$/g, '');
  if (words === '' || words.length > 60 || words.split(/\s+/).length > 5 || NOT_A_SKILL.test(words) || !/\p{L}/u.test(words)) return null;
  const start = from + lead;
  const known = named(words);
  if (known?.kind === 'language') return null;
  return { name: known?.name ?? words.replace(/\s+/g, ' '), start, end: start + words.length, confidence: known ? 0.95 : 0.7 };
}
