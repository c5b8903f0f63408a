import { EDUCATION_LEVELS, LANGUAGE_LEVELS, yearsCovered } from '@shortlist/contracts';
import type {
  EducationFactDto,
  EducationLevel,
  EvidenceDto,
  LanguageCriterionDto,
  LanguageFactDto,
  LanguageLevel,
} from '@shortlist/contracts';
import { languageKey } from '../../taxonomy/language-name.js';
import { isAnywhere, relationOfPlaces } from '../../taxonomy/place-name.js';
import type { PlaceRelation } from '../../taxonomy/place-name.js';
import type { Facts } from './facts.js';
import { climbed, named, resultOf, unknown } from './judgement.js';
import type { Judgement } from './judgement.js';

/** The language is there, its level is not: halfway between silence and the level asked for. */
const LEVEL_UNSAID_CREDIT = 0.75;

/** Same country, other town: a move or a commute away. */
const PLACE_CREDIT: Readonly<Record<Exclude<PlaceRelation, 'unknown'>, number>> = { within: 1, sameCountry: 0.5, elsewhere: 0 };

/** Years of work as of receipt, with the spans they rest on; null when the resume gives no dates and no total. */
export function yearsOfWork(facts: Facts, asOf: string): { years: number; spans: EvidenceDto[] } | null {
  const dated = facts.roles.filter((role) => role.from);
  if (dated.length > 0) return { years: yearsCovered(dated, asOf), spans: dated.flatMap((role) => role.evidence.slice(0, 1)) };
  return facts.totalYears && { years: facts.totalYears.value, spans: facts.totalYears.evidence };
}

export function judgeExperience(asked: number, facts: Facts, asOf: string): Judgement {
  const work = yearsOfWork(facts, asOf);
  if (!work) return unknown('The resume gives no dates of work, so the years of experience are not known.');
  const credit = Math.min(1, work.years / asked);
  return {
    result: resultOf(credit),
    credit,
    evidence: work.spans,
    reason: `The resume shows ${work.years} of the ${asked} years of work asked for.`,
  };
}

/** The highest degree whose level the resume tells; null when it tells none. */
export function highestDegree(facts: Facts): (EducationFactDto & { level: EducationLevel }) | null {
  const known = facts.education.flatMap((fact) => (fact.level ? [{ ...fact, level: fact.level }] : []));
  const rung = (level: EducationLevel): number => EDUCATION_LEVELS.indexOf(level);
  return known.sort((a, b) => rung(b.level) - rung(a.level) || firstStart(a) - firstStart(b))[0] ?? null;
}

export function judgeEducation(asked: EducationLevel, facts: Facts): Judgement {
  const degree = highestDegree(facts);
  if (!degree) return unknown('The resume does not tell the level of a degree.');
  const credit = climbed(EDUCATION_LEVELS, degree.level, asked);
  return {
    result: resultOf(credit),
    credit,
    evidence: degree.evidence,
    reason: `The highest degree is ${degree.level}; ${asked} is asked for.`,
  };
}

export function judgeLocation(asked: readonly string[], facts: Facts): Judgement {
  const evidence = facts.location?.evidence ?? [];
  if (asked.some(isAnywhere)) return { result: 'met', credit: 1, evidence, reason: 'The job can be done remotely, so any place fits.' };
  const wanted = named(asked.join(', '));
  if (!facts.location) return unknown('The resume does not say where the candidate lives.');
  const place = facts.location.value;
  const relations = asked.map((wish) => relationOfPlaces(place, wish));
  const credit = Math.max(...relations.map((relation) => (relation === 'unknown' ? -1 : PLACE_CREDIT[relation])));
  if (credit < 1 && relations.includes('unknown'))
    return unknown(`It cannot be told whether ${named(place)} lies in ${wanted}.`, undefined, evidence);
  const reason =
    credit === 1
      ? `${named(place)} fits ${wanted}.`
      : credit > 0
        ? `${named(place)} is in the same country as ${wanted}.`
        : `${named(place)} is not in ${wanted}.`;
  return { result: resultOf(credit), credit, evidence, reason };
}

/** What the resume says about one language: the highest level told; `unlisted` when it lists others only. */
export function languageFact(name: string, facts: Facts): LanguageFactDto | 'unlisted' | null {
  if (facts.languages.length === 0) return null;
  const key = languageKey(name);
  const rung = (level: LanguageLevel | null): number => (level ? LANGUAGE_LEVELS.indexOf(level) : -1);
  const found = facts.languages.filter((fact) => languageKey(fact.name) === key);
  return found.sort((a, b) => rung(b.level) - rung(a.level) || firstStart(a) - firstStart(b))[0] ?? 'unlisted';
}

export function judgeLanguage(asked: LanguageCriterionDto, facts: Facts): Judgement {
  const fact = languageFact(asked.name, facts);
  const name = named(asked.name);
  if (fact === null) return unknown(`The resume lists no languages, so ${name} is not known.`);
  if (fact === 'unlisted') {
    const listed = facts.languages.flatMap((other) => other.evidence.slice(0, 1));
    return { result: 'notMet', credit: 0, evidence: listed, reason: `The resume lists languages, and ${name} is not among them.` };
  }
  if (!asked.level) return { result: 'met', credit: 1, evidence: fact.evidence, reason: `The resume lists ${name}.` };
  if (!fact.level) return unknown(`The resume lists ${name} but not how well.`, LEVEL_UNSAID_CREDIT, fact.evidence);
  const credit = climbed(LANGUAGE_LEVELS, fact.level, asked.level);
  return {
    result: resultOf(credit),
    credit,
    evidence: fact.evidence,
    reason: `The resume gives ${name} at ${fact.level}; ${asked.level} is asked for.`,
  };
}

function firstStart(fact: { evidence: readonly EvidenceDto[] }): number {
  return Math.min(...fact.evidence.map((span) => span.start));
}
