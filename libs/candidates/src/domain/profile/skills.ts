import type { RoleFactDto, SkillFactDto } from '@shortlist/contracts';
import { yearsCovered } from '@shortlist/contracts';
import type { Section } from '../section.js';
import { mentionsIn, taxonomySkill } from '../skills/matcher.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { evidenceAt } from './evidence.js';

interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const MOST_EVIDENCE = 8;
const MOST_SKILLS = 300;
const SEPARATORS = /[,;|•·●▪◦‣⁃∙\t\n]|\s[–—/-]\s|^[-–—*]\s/gm;

/** Skills that the resume lists, as the taxonomy calls them or as written, and those of the taxonomy that its prose names. */
export function skillsIn(
  document: TextDocument,
  sections: readonly Section[],
  roles: readonly RoleFactDto[],
  asOf: string,
): SkillFactDto[] {
  const lists = sections.filter(({ kind }) => kind === 'skills');
  const listed = lists.flatMap(({ lines }) => listedIn(document, lines));
  const spans = lists.flatMap(({ lines }) => lines);
  const isListed = (at: number): boolean => spans.some(({ start, end }) => start <= at && at < end);
  const named = mentionsIn(document.text, isListed).map((mention) => ({ ...mention, confidence: isListed(mention.start) ? 0.95 : 0.8 }));
  const byName = new Map<string, Mention[]>();
  for (const mention of [...listed, ...named]) {
    const same = byName.get(mention.name.toLowerCase());
    if (!same) byName.set(mention.name.toLowerCase(), [mention]);
    else if (!same.some(({ start }) => start === mention.start)) same.push(mention);
  }
  return [...byName.values()].slice(0, MOST_SKILLS).map((mentions) => skillOf(document, mentions, roles, asOf));
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
    confidence: Math.max(...mentions.map(({ confidence }) => confidence)),
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

/** Items of a skills section. A line wrap may fall inside an item, so wrapped lines are read as one. */
function listedIn(document: TextDocument, lines: readonly TextLine[]): Mention[] {
  const paragraphs: { start: number; end: number }[] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    if (open && line.wrapped && lineText(document, line).length > 0) open.end = line.end;
    else paragraphs.push({ start: line.start, end: line.end });
  }
  return paragraphs.flatMap(({ start, end }) => itemsOf(document.text, start, end));
}

function itemsOf(text: string, start: number, end: number): Mention[] {
  const label = /^[^,;:\n\t|]{2,40}:\s/.exec(text.slice(start, end))?.[0].length ?? 0;
  const inner = text.slice(start + label, end);
  const joins = end - start > 0 && /[,;|]/.test(inner);
  const flat = joins ? inner.replaceAll('\n', ' ') : inner;
  const items: Mention[] = [];
  let from = 0;
  for (const match of [...flat.matchAll(SEPARATORS), null]) {
    const item = itemOf(text, start + label + from, start + label + (match?.index ?? flat.length));
    if (item) items.push(item);
    from = match ? match.index + match[0].length : 0;
  }
  return items;
}

const NOT_A_SKILL =
  /^(and|etc|the|level|master|beginner|basic|intermediate|advanced|expert|proficient|fluent|native|\d+ ?%|\d+\+? ?(years?|yrs?).*)$/i;

function itemOf(text: string, from: number, to: number): Mention | null {
  const raw = text.slice(from, to);
  const lead = /^[\s\-–—*•●▪◦()]*(?:and\s+)?/i.exec(raw)?.[0].length ?? 0;
  const words = raw.slice(lead).replace(/\s*\((?:[^)]*)\)?\s*$|[\s.()–—:-]+$/g, '');
  if (words === '' || words.length > 60 || words.split(/\s+/).length > 5 || NOT_A_SKILL.test(words) || !/\p{L}/u.test(words)) return null;
  const start = from + lead;
  const name = taxonomySkill(words) ?? words.replace(/\s+/g, ' ');
  return { name, start, end: start + words.length, confidence: taxonomySkill(words) ? 0.95 : 0.7 };
}
