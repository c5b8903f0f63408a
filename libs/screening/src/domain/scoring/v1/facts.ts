import type {
  EducationFactDto,
  EvidenceDto,
  FactDto,
  LanguageFactDto,
  ProfileDto,
  RoleFactDto,
  SkillFactDto,
  TotalYearsFactDto,
} from '@shortlist/contracts';

/**
 * The part of a profile that scoring may see. Name, e-mails, phones, national id and links are not in it. Nor is the summary: it is where
 * people write their own names and pronouns, and a swap of these must not move a score.
 */
export interface Facts {
  readonly location: FactDto | null;
  readonly skills: readonly SkillFactDto[];
  readonly roles: readonly RoleFactDto[];
  readonly education: readonly EducationFactDto[];
  readonly languages: readonly LanguageFactDto[];
  readonly certifications: readonly FactDto[];
  readonly totalYears: TotalYearsFactDto | null;
}

/** The facts of a profile that carry evidence. One without a span does not exist for scoring. */
export function factsOf(profile: ProfileDto): Facts {
  return {
    location: provenOrNull(profile.location),
    skills: profile.skills.filter(isProven),
    roles: profile.roles.filter(isProven),
    education: profile.education.filter(isProven),
    languages: profile.languages.filter(isProven),
    certifications: profile.certifications.filter(isProven),
    totalYears: provenOrNull(profile.totalYears),
  };
}

/** True when nothing at all was read, so that there is nothing to judge. */
export function isEmpty(facts: Facts): boolean {
  return facts.location === null && facts.totalYears === null && listsOf(facts).every((list) => list.length === 0);
}

/** Spans in which a skill would be named: the listed skills, else the roles, else whatever the resume holds. */
export function spansNamingSkills(facts: Facts): EvidenceDto[] {
  const lists = [...listsOf(facts), facts.totalYears ? [facts.totalYears] : [], facts.location ? [facts.location] : []];
  return (lists.find((list) => list.length > 0) ?? []).flatMap((fact) => fact.evidence.slice(0, 1));
}

interface Proven {
  readonly evidence: readonly EvidenceDto[];
}

function listsOf(facts: Facts): readonly (readonly Proven[])[] {
  return [facts.skills, facts.roles, facts.certifications, facts.education, facts.languages];
}

function provenOrNull<T extends Proven>(fact: T | null | undefined): T | null {
  return fact && isProven(fact) ? fact : null;
}

function isProven(fact: Proven): boolean {
  return fact.evidence.length > 0 && fact.evidence.every(isSpan);
}

function isSpan({ text, start, end }: EvidenceDto): boolean {
  return text.trim() !== '' && end - start === text.length;
}
