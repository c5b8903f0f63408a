import type { CriteriaDto, CriterionScoreDto, ScoreDto, SkillCriterionDto } from '@shortlist/contracts';
import type { ScoringInput } from '../scoring-input.js';
import type { WeightedKind } from '../scoring-settings.js';
import { judgeEducation, judgeExperience, judgeLanguage, judgeLocation } from './background.js';
import { quotes } from './evidence.js';
import { factsOf, isEmpty } from './facts.js';
import type { Facts } from './facts.js';
import { judgeFactor } from './factors.js';
import type { JudgedCriterion, Judgement } from './judgement.js';
import { shares, toPoints } from './points.js';
import { judgeRelevance } from './relevance.js';
import { judgeSkill } from './skills.js';

/** What a score is at most when a disqualifying factor applies: below every line an employer would draw, yet still in the order of the rest. */
export const DISQUALIFIED_CAP = 40;

/** Why a person has to look. */
export const SCORE_FLAGS = {
  noFacts: 'no_facts',
  noSkillsRead: 'no_skills_read',
  disqualifyingFactor: 'disqualifying_factor',
  customFactor: 'custom_factor_unchecked',
  nothingAsked: 'nothing_asked',
} as const;

/** Version 1 of the formula in docs/scoring.md. */
export function scoreV1({ profile, criteria, settings, asOf, job }: ScoringInput): ScoreDto {
  const facts = factsOf(profile);
  const asked = judgeCriteria(criteria, facts, asOf);
  const judged = asked.length > 0 || !job ? weigh(asked, settings.weights) : judgeRelevance(job, facts);
  const lines = explain(judged, isEmpty(facts));
  const factors = (criteria.disqualifyingFactors ?? []).map((factor) => judgeFactor(factor, facts, asOf));
  const sum = lines.reduce((total, line) => total + Math.round(line.points * 100), 0);
  const cap = factors.some((factor) => factor.result === 'notMet') ? DISQUALIFIED_CAP : null;
  const flags = flagsOf(criteria, facts, lines, factors);
  return { score: Math.min(toPoints(sum), cap ?? 100), criteria: [...lines, ...factors], cap, flags, needsPerson: flags.length > 0 };
}

/** Each criterion that carries points, judged; later versions bring their own way to judge a skill. */
export function judgeCriteria(
  criteria: CriteriaDto,
  facts: Facts,
  asOf: string,
  judge: (asked: SkillCriterionDto) => Judgement = (asked) => judgeSkill(asked, facts, asOf),
): JudgedCriterion<WeightedKind>[] {
  const skills = (kind: WeightedKind, list: readonly SkillCriterionDto[]): JudgedCriterion<WeightedKind>[] =>
    list.map((skill) => ({ kind, name: skill.name, weight: skill.weight ?? 1, ...judge(skill) }));
  const judged = [...skills('mustHaveSkill', criteria.mustHaveSkills ?? []), ...skills('niceToHaveSkill', criteria.niceToHaveSkills ?? [])];
  const { minExperienceYears: years, requiredEducation: degree } = criteria;
  const places = criteria.locationPreference ?? [];
  if (years) judged.push({ kind: 'experience', name: `${years} years of work`, weight: 1, ...judgeExperience(years, facts, asOf) });
  if (degree) judged.push({ kind: 'education', name: degree, weight: 1, ...judgeEducation(degree, facts) });
  if (places.length > 0)
    judged.push({ kind: 'location', name: places.join(', ').slice(0, 500), weight: 1, ...judgeLocation(places, facts) });
  for (const language of criteria.languages ?? []) {
    const name = [language.name, language.level].filter(Boolean).join(' ');
    judged.push({ kind: 'language', name, weight: 1, ...judgeLanguage(language, facts) });
  }
  return judged;
}

/** Each kind takes its share by the settings; inside a kind the criteria's own weights decide. */
export function weigh(
  judged: readonly JudgedCriterion<WeightedKind>[],
  weights: Readonly<Record<WeightedKind, number>>,
): JudgedCriterion[] {
  const totals = new Map<WeightedKind, number>();
  for (const { kind, weight } of judged) totals.set(kind, (totals.get(kind) ?? 0) + weight);
  return judged.map((criterion) => {
    const total = totals.get(criterion.kind) ?? 0;
    return { ...criterion, weight: total > 0 ? (weights[criterion.kind] * criterion.weight) / total : 0 };
  });
}

/** Points per criterion. A resume from which nothing was read earns nothing: neutral credit is for silence within a resume, not instead of one. */
export function explain(judged: readonly JudgedCriterion[], nothingRead: boolean): CriterionScoreDto[] {
  const most = shares(judged.map(({ weight }) => weight));
  return judged.map(({ kind, name, result, credit, evidence, reason }, index) => {
    const maxHundredths = most[index] ?? 0;
    const hundredths = nothingRead ? 0 : Math.round(maxHundredths * credit);
    return { kind, name, result, points: toPoints(hundredths), maxPoints: toPoints(maxHundredths), evidence: quotes(evidence), reason };
  });
}

/** Why a person has to look at this score. */
export function flagsOf(
  criteria: CriteriaDto,
  facts: Facts,
  lines: readonly CriterionScoreDto[],
  factors: readonly CriterionScoreDto[],
): string[] {
  const asksSkills =
    (criteria.mustHaveSkills ?? []).length > 0 || (criteria.disqualifyingFactors ?? []).some(({ kind }) => kind === 'missingSkill');
  const raised: readonly (readonly [boolean, string])[] = [
    [isEmpty(facts), SCORE_FLAGS.noFacts],
    [asksSkills && facts.skills.length === 0 && !isEmpty(facts), SCORE_FLAGS.noSkillsRead],
    [factors.some((factor) => factor.result === 'notMet'), SCORE_FLAGS.disqualifyingFactor],
    [(criteria.disqualifyingFactors ?? []).some(({ kind }) => kind === 'custom'), SCORE_FLAGS.customFactor],
    [lines.every((line) => line.maxPoints === 0), SCORE_FLAGS.nothingAsked],
  ];
  return raised.flatMap(([is, flag]) => (is ? [flag] : []));
}
