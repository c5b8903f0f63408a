import type { CriterionKind, CriterionResult, CriterionScoreDto, ScoreDto } from '@shortlist/contracts';

/** Points of one kind of criterion. */
export interface Dimension {
  readonly kind: CriterionKind;
  readonly points: number;
  readonly maxPoints: number;
}

/** What would close a gap: an answer, where the resume is silent; a skill to learn; or time, a degree, a move. */
export type GapRemedy = 'ask' | 'learn' | 'other';

export interface Gap {
  readonly kind: CriterionKind;
  readonly name: string;
  readonly result: CriterionResult;
  /** Points that the score would gain. */
  readonly lostPoints: number;
  readonly remedy: GapRemedy;
  readonly reason: string;
}

/** A skill that is asked for and not fully shown. */
export interface SkillGap {
  readonly name: string;
  readonly isMustHave: boolean;
  readonly result: CriterionResult;
  readonly lostPoints: number;
  /** What the resume shows that comes near it; quoted. */
  readonly nearby: readonly string[];
}

/** How far the score could rise, by arithmetic over the gaps; nobody's future is predicted. */
export interface Potential {
  readonly now: number;
  /** If everything that the resume leaves open turned out well. */
  readonly ifConfirmed: number;
  /** If the skills that are missing were learned as well. */
  readonly ifLearned: number;
}

export interface MatchAnalysis {
  readonly score: ScoreDto;
  readonly dimensions: readonly Dimension[];
  /** What is met, the most valuable first. */
  readonly strengths: readonly CriterionScoreDto[];
  /** The most costly first. */
  readonly gaps: readonly Gap[];
  readonly skillGaps: readonly SkillGap[];
  readonly potential: Potential;
  readonly isHiddenGem: boolean;
}

const MOST_STRENGTHS = 5;
const SKILL_KINDS: readonly CriterionKind[] = ['mustHaveSkill', 'niceToHaveSkill'];

/** What a score says beyond its number. Everything follows from its lines, so that it can be checked by eye and computed again. */
export function analyzeMatch(score: ScoreDto, isHiddenGem: boolean): MatchAnalysis {
  const lines = score.criteria.filter(({ kind }) => kind !== 'disqualifyingFactor');
  const open = lines.filter((line) => lost(line) > 0);
  const gaps = open.map(gapOf).sort((a, b) => b.lostPoints - a.lostPoints);
  return {
    score,
    dimensions: dimensionsOf(lines),
    strengths: lines
      .filter(({ result }) => result === 'met')
      .sort((a, b) => b.points - a.points)
      .slice(0, MOST_STRENGTHS),
    gaps,
    skillGaps: open.filter(({ kind }) => SKILL_KINDS.includes(kind)).map(skillGapOf),
    potential: potentialOf(score, gaps),
    isHiddenGem,
  };
}

function dimensionsOf(lines: readonly CriterionScoreDto[]): Dimension[] {
  return [...Map.groupBy(lines, ({ kind }) => kind)].map(([kind, own]) => ({
    kind,
    points: rounded(own.reduce((sum, { points }) => sum + points, 0)),
    maxPoints: rounded(own.reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
  }));
}

function gapOf(line: CriterionScoreDto): Gap {
  const { kind, name, result, reason } = line;
  const remedy: GapRemedy = result === 'unknown' ? 'ask' : SKILL_KINDS.includes(kind) || kind === 'language' ? 'learn' : 'other';
  return { kind, name, result, lostPoints: lost(line), remedy, reason };
}

function skillGapOf(line: CriterionScoreDto): SkillGap {
  const { kind, name, result, evidence } = line;
  const nearby = [...new Set(evidence.map(({ text }) => text))];
  return { name, isMustHave: kind === 'mustHaveSkill', result, lostPoints: lost(line), nearby };
}

/** A cap stands whatever is learned: only a person can lift it. */
function potentialOf({ score, cap }: ScoreDto, gaps: readonly Gap[]): Potential {
  const sum = (remedies: readonly GapRemedy[]): number =>
    gaps.filter(({ remedy }) => remedies.includes(remedy)).reduce((total, { lostPoints }) => total + lostPoints, 0);
  const upTo = (gain: number): number => rounded(Math.min(cap ?? 100, score + gain));
  return { now: score, ifConfirmed: upTo(sum(['ask'])), ifLearned: upTo(sum(['ask', 'learn'])) };
}

const lost = ({ points, maxPoints }: CriterionScoreDto): number => rounded(maxPoints - points);
const rounded = (points: number): number => Math.round(points * 100) / 100;
