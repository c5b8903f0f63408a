import type { ScoreDto } from '@shortlist/contracts';
import { advances } from './auto-advance.js';
import type { AdvanceLine } from './auto-advance.js';

/** What is known of an application beside its score. */
export interface SubjectFacts {
  /** The candidate asked for a person instead of a model. */
  readonly wantsPerson: boolean;
  /** What the parser wants a person to look at, such as `hidden_text`. */
  readonly parserFlags: readonly string[];
}

/** How the facts of a score came about. */
export interface FactsOrigin {
  /** The rules stood in for a model that did not answer. */
  readonly degraded: boolean;
}

/** The flag of a score whose model did not answer. */
const DEGRADED = 'degraded';

/** What follows from a screening, by rule. */
export interface ScreeningOutcome {
  readonly flags: string[];
  readonly needsPerson: boolean;
  readonly needsPersonReason: string | null;
  readonly autoAdvance: boolean;
}

/** The outcome of a score. A wish for a person comes first, then what the parser saw, what scoring left open, and that no model answered. */
export function outcomeOf(
  score: ScoreDto,
  { wantsPerson, parserFlags, degraded }: SubjectFacts & FactsOrigin,
  line: AdvanceLine,
): ScreeningOutcome {
  const flags = [...new Set([...parserFlags, ...score.flags, ...(degraded ? [DEGRADED] : [])])];
  const needsPerson = wantsPerson || score.needsPerson || flags.length > 0;
  const reason = wantsPerson ? 'asked_for_a_person' : (flags[0] ?? 'score_is_open');
  return {
    flags,
    needsPerson,
    needsPersonReason: needsPerson ? reason : null,
    autoAdvance: advances({ score: score.score, cap: score.cap, needsPerson }, line),
  };
}

/** The outcome where there was nothing to score: a person looks, and nothing moves. */
export function unreadableOutcome(failureCode: string, { parserFlags }: SubjectFacts): ScreeningOutcome {
  return { flags: [...parserFlags], needsPerson: true, needsPersonReason: `unreadable_resume:${failureCode}`, autoAdvance: false };
}
