import { EDUCATION_LEVELS } from '@shortlist/contracts';
import type { CriterionScoreDto, DisqualifyingFactorDto, EducationLevel, EvidenceDto } from '@shortlist/contracts';
import { highestDegree, languageFact, yearsOfWork } from './background.js';
import { quotes } from './evidence.js';
import { isEmpty, spansNamingSkills } from './facts.js';
import type { Facts } from './facts.js';
import { named } from './judgement.js';
import { hasSkill } from './skills.js';

/** What the resume says about a factor. `applies: null` means that it does not say, or that only a person can tell. */
interface Finding {
  readonly applies: boolean | null;
  readonly evidence: readonly EvidenceDto[];
  readonly reason: string;
}

type Look = (value: string, facts: Facts, asOf: string) => Finding;

/**
 * A disqualifying factor as a line of the explanation. `notMet`: the factor applies; `met`: the resume clears it; `unknown`: nothing is held
 * against the candidate. It carries no points.
 */
export function judgeFactor(factor: DisqualifyingFactorDto, facts: Facts, asOf: string): CriterionScoreDto {
  const { applies, evidence, reason } = LOOKS[factor.kind](factor.value, facts, asOf);
  return {
    kind: 'disqualifyingFactor',
    name: factor.kind === 'custom' ? factor.value : `${factor.kind}: ${factor.value}`.slice(0, 500),
    result: applies === null ? 'unknown' : applies ? 'notMet' : 'met',
    points: 0,
    maxPoints: 0,
    evidence: quotes(evidence),
    reason,
  };
}

const LOOKS: Readonly<Record<DisqualifyingFactorDto['kind'], Look>> = {
  missingSkill,
  missingLanguage,
  belowEducation,
  belowExperience,
  custom: (value) => silent(`Only a person can tell whether this applies: ${named(value)}.`),
};

function silent(reason: string): Finding {
  return { applies: null, evidence: [], reason };
}

function missingSkill(value: string, facts: Facts, asOf: string): Finding {
  const name = named(value);
  const showing = hasSkill(value, facts, asOf);
  if (showing)
    return { applies: false, evidence: showing.spans, reason: `The resume names ${named(showing.name)}, so ${name} is not missing.` };
  if (isEmpty(facts)) return silent(`Nothing could be read from the resume, so it is not known whether ${name} is missing.`);
  return {
    applies: true,
    evidence: spansNamingSkills(facts),
    reason: `${name} is required, and the resume does not name it among what it lists.`,
  };
}

function missingLanguage(value: string, facts: Facts): Finding {
  const name = named(value);
  const fact = languageFact(value, facts);
  if (fact === null) return silent(`The resume lists no languages, so it is not known whether ${name} is missing.`);
  if (fact !== 'unlisted') return { applies: false, evidence: fact.evidence, reason: `The resume lists ${name}.` };
  const listed = facts.languages.flatMap((other) => other.evidence.slice(0, 1));
  return { applies: true, evidence: listed, reason: `${name} is required, and the resume lists other languages only.` };
}

function belowEducation(value: string, facts: Facts): Finding {
  const asked = value.trim().toLowerCase();
  const degree = highestDegree(facts);
  if (!degree || !isLevel(asked)) return silent('The resume does not tell the level of a degree.');
  const applies = EDUCATION_LEVELS.indexOf(degree.level) < EDUCATION_LEVELS.indexOf(asked);
  return { applies, evidence: degree.evidence, reason: `The highest degree is ${degree.level}; at least ${asked} is required.` };
}

function belowExperience(value: string, facts: Facts, asOf: string): Finding {
  const asked = Number(value);
  const work = yearsOfWork(facts, asOf);
  if (!work || !Number.isFinite(asked)) return silent('The resume gives no dates of work, so the years of experience are not known.');
  return {
    applies: work.years < asked,
    evidence: work.spans,
    reason: `The resume shows ${work.years} years of work; at least ${asked} are required.`,
  };
}

function isLevel(text: string): text is EducationLevel {
  return (EDUCATION_LEVELS as readonly string[]).includes(text);
}
