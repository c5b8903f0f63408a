import { PROFICIENCIES, yearsCovered } from '@shortlist/contracts';
import type { EvidenceDto, Proficiency, SkillCriterionDto } from '@shortlist/contracts';
import { isListedSkill, relationOf } from '@shortlist/taxonomy';
import type { SkillRelation } from '@shortlist/taxonomy';
import { contains, within } from './evidence.js';
import type { Facts } from './facts.js';
import { climbed, named, resultOf, unknown, UNKNOWN_CREDIT } from './judgement.js';
import type { Judgement } from './judgement.js';

/** Naming the skill earns half; depth (years, proficiency) earns the other half where it is asked for. */
const NAMED_CREDIT = 0.5;

/** What a related skill is worth beside the skill itself. One that includes it nearly proves it; a sibling only shortens the way. */
const RELATION_CREDIT: Readonly<Record<SkillRelation, number>> = { same: 1, includes: 0.9, sibling: 0.4 };

/** A skill asked for in words that are this short would be found by accident in running text. */
const SHORTEST_MENTION = 4;

/** Something in the resume that bears on a skill. */
interface Showing {
  readonly name: string;
  readonly relation: SkillRelation;
  readonly spans: readonly EvidenceDto[];
  readonly years: number | null;
  readonly proficiency: Proficiency | null;
}

/** A showing with its worth. */
interface Rated extends Showing {
  readonly credit: number;
  readonly open: readonly string[];
}

/**
 * How far the resume shows a skill: the best of its showings counts, so that repeating a skill changes nothing and removing one never helps.
 * For the same reason silence earns nothing here, unlike elsewhere.
 */
export function judgeSkill(asked: SkillCriterionDto, facts: Facts, asOf: string): Judgement {
  const best = showingsOf(asked.name, facts, asOf)
    .map((showing) => rate(showing, asked))
    .sort(byWorth)[0];
  if (!best) return notShown(asked.name, facts);
  const result = best.relation === 'same' ? resultOf(best.credit) : 'partly';
  return { result, credit: best.credit, evidence: best.spans, reason: sentence(asked, best) };
}

/** True when the resume names the skill or one that includes it. */
export function hasSkill(name: string, facts: Facts, asOf: string): Showing | null {
  const showings = showingsOf(name, facts, asOf).filter((showing) => showing.relation !== 'sibling');
  return showings.sort((a, b) => firstStart(a) - firstStart(b))[0] ?? null;
}

function notShown(name: string, facts: Facts): Judgement {
  if (facts.skills.length === 0) return unknown(`No skills could be read from the resume, so ${named(name)} is not confirmed.`, 0);
  return { result: 'notMet', credit: 0, evidence: [], reason: `The resume does not name ${named(name)}.` };
}

function showingsOf(asked: string, facts: Facts, asOf: string): Showing[] {
  const listed = facts.skills.map((skill) => ({ ...skill, spans: skill.evidence }));
  const certified = facts.certifications.map(({ value, evidence }) => plainShowing(value, evidence));
  const showings = [...listed, ...certified].flatMap(({ name, spans, statedYears, proficiency }) => {
    const relation = relationOf(name, asked);
    return relation
      ? [{ name, relation, spans, years: yearsOf(spans, statedYears ?? null, facts, asOf), proficiency: proficiency ?? null }]
      : [];
  });
  return [...showings, ...mentions(asked, facts, asOf)];
}

function plainShowing(name: string, spans: readonly EvidenceDto[]) {
  return { name, spans, statedYears: null, proficiency: null };
}

/** Skills that no table lists, found word for word in the roles: a reader that works from a list cannot have found them. */
function mentions(asked: string, facts: Facts, asOf: string): Showing[] {
  const words = asked.trim();
  if (words.length < SHORTEST_MENTION || isListedSkill(words)) return [];
  const literal = words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu');
  const spans = facts.roles.flatMap((role) =>
    role.evidence.flatMap((span) => {
      const match = pattern.exec(span.text);
      return match ? [within(span, match.index, match[0].length)] : [];
    }),
  );
  return spans.length > 0 ? [{ name: words, relation: 'same', spans, years: yearsOf(spans, null, facts, asOf), proficiency: null }] : [];
}

/** Years of the roles in whose block the skill is named, or as stated, whichever is more; null when the resume gives neither. */
function yearsOf(spans: readonly EvidenceDto[], stated: number | null, facts: Facts, asOf: string): number | null {
  const roles = facts.roles.filter((role) => role.from && spans.some((span) => role.evidence.some((block) => contains(block, span))));
  if (roles.length === 0) return stated;
  return Math.max(yearsCovered(roles, asOf), stated ?? 0);
}

function rate(showing: Showing, asked: SkillCriterionDto): Rated {
  const parts: number[] = [];
  const open: string[] = [];
  const take = (share: number | null, what: string): void => {
    parts.push(share ?? UNKNOWN_CREDIT);
    if (share === null) open.push(what);
  };
  if (asked.years) take(showing.years === null ? null : Math.min(1, showing.years / asked.years), 'for how long');
  if (asked.proficiency) take(showing.proficiency && climbed(PROFICIENCIES, showing.proficiency, asked.proficiency), 'how well');
  const depth = parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) / parts.length : 1;
  return { ...showing, open, credit: RELATION_CREDIT[showing.relation] * (NAMED_CREDIT + (1 - NAMED_CREDIT) * depth) };
}

function sentence(asked: SkillCriterionDto, best: Rated): string {
  const subject =
    best.relation === 'same'
      ? `The resume names ${named(asked.name)}`
      : best.relation === 'includes'
        ? `The resume names ${named(best.name)}, which includes ${named(asked.name)}`
        : `The resume names ${named(best.name)}, which is close to ${named(asked.name)}`;
  const years = asked.years && best.years !== null ? `, with ${best.years} of the ${asked.years} years asked for` : '';
  const proficiency = asked.proficiency && best.proficiency ? `, at ${best.proficiency} level where ${asked.proficiency} is asked for` : '';
  const open = best.open.length > 0 ? `, but does not say ${best.open.join(' or ')}` : '';
  return `${subject}${years}${proficiency}${open}.`;
}

function byWorth(a: Rated, b: Rated): number {
  return (
    b.credit - a.credit ||
    RELATION_CREDIT[b.relation] - RELATION_CREDIT[a.relation] ||
    firstStart(a) - firstStart(b) ||
    (a.name < b.name ? -1 : 1)
  );
}

function firstStart(showing: Showing): number {
  return Math.min(...showing.spans.map((span) => span.start));
}
