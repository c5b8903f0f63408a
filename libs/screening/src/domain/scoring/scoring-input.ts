import type { CriteriaDto, ProfileDto, ScoreDto } from '@shortlist/contracts';
import type { ScoringSettings } from './scoring-settings.js';

/** All that a score is a function of. */
export interface ScoringInput {
  readonly profile: ProfileDto;
  readonly criteria: CriteriaDto;
  readonly settings: ScoringSettings;
  /** When the application was received: current roles end there, so that a score does not grow with age. */
  readonly asOf: string;
  /** Used only where the criteria ask for nothing that carries points. */
  readonly job?: { readonly title: string; readonly description: string | null };
}

/** A released way of scoring: same input, same score, for good. */
export type Scorer = (input: ScoringInput) => ScoreDto;
