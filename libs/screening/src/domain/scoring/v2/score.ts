import type { CriterionScoreDto, DisqualifyingFactorDto, ScoreDto } from '@shortlist/contracts';
import type { ScoringInput } from '../scoring-input.js';
import { quotes } from '../v1/evidence.js';
import { isEmpty } from '../v1/facts.js';
import { judgeFactor } from '../v1/factors.js';
import type { JudgedCriterion } from '../v1/judgement.js';
import { toPoints } from '../v1/points.js';
import { DISQUALIFIED_CAP, explain, flagsOf, judgeCriteria, weigh } from '../v1/score.js';
import { readingOf } from './reading.js';
import type { Reading } from './reading.js';
import { judgeRelevance } from './relevance.js';
import { judgeSkill, mentionOf } from './skills.js';
import { wantedOf } from './wanted.js';

/** Beside the weights of the criteria, which make 100 when all kinds are asked for. Measured in docs/evaluation.md. */
const RELEVANCE_WEIGHT = 100;

/** Version 2 of the formula in docs/scoring.md: criteria as in version 1, skills in prose too, and always a share for the text of the job. */
export function scoreV2({ profile, criteria, settings, asOf, job }: ScoringInput): ScoreDto {
  const reading = readingOf(profile);
  const { facts } = reading;
  const asked = weigh(
    judgeCriteria(criteria, facts, asOf, (skill) => judgeSkill(skill, reading, asOf)),
    settings.weights,
  );
  const relevance = relevanceOf({ job, criteria }, reading, asked.length > 0 ? settings.weights.relevance : RELEVANCE_WEIGHT);
  const lines = explain([...asked, ...relevance], isEmpty(facts));
  const factors = (criteria.disqualifyingFactors ?? []).map((factor) => look(factor, reading, asOf));
  const sum = lines.reduce((total, line) => total + Math.round(line.points * 100), 0);
  const cap = factors.some((factor) => factor.result === 'notMet') ? DISQUALIFIED_CAP : null;
  const flags = flagsOf(criteria, facts, lines, factors);
  return { score: Math.min(toPoints(sum), cap ?? 100), criteria: [...lines, ...factors], cap, flags, needsPerson: flags.length > 0 };
}

function relevanceOf(
  { job, criteria }: Pick<ScoringInput, 'job' | 'criteria'>,
  reading: Reading,
  weight = RELEVANCE_WEIGHT,
): JudgedCriterion[] {
  const wanted = wantedOf(job, criteria);
  if (!wanted || weight === 0) return [];
  const judged = judgeRelevance(wanted, reading);
  const total = judged.reduce((sum, line) => sum + line.weight, 0);
  return judged.map((line) => ({ ...line, weight: (weight * line.weight) / total }));
}

/** A skill that the prose names is not missing. */
function look(factor: DisqualifyingFactorDto, reading: Reading, asOf: string): CriterionScoreDto {
  const found = judgeFactor(factor, reading.facts, asOf);
  const mention = factor.kind === 'missingSkill' && found.result === 'notMet' ? mentionOf(factor.value, reading) : null;
  return mention ? { ...found, result: 'met', evidence: quotes(mention.evidence), reason: mention.reason } : found;
}
