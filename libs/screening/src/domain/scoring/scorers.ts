import type { ScoreDto } from '@shortlist/contracts';
import type { Scorer, ScoringInput } from './scoring-input.js';
import { scoreV1 } from './v1/score.js';
import { scoreV2 } from './v2/score.js';

/** The scorer that new screenings use. Recorded with every score. */
export const SCORER_VERSION = 2;

/** Version of the tables of skills, places and languages beside this code. Recorded with every score. */
export const TAXONOMY_VERSION = 2;

/** Every released scorer, so that a past score can be computed again. An entry is never removed, and its folder never changes answers. */
export const scorers: Readonly<Record<number, Scorer>> = { 1: scoreV1, 2: scoreV2 };

/** The score of one profile under one set of criteria, by the current scorer. Pure: no clock, no I/O, no chance. */
export function scoreProfile(input: ScoringInput): ScoreDto {
  return scoreV2(input);
}
