import { Injectable } from '@nestjs/common';
import type { ScoreDto } from '@shortlist/contracts';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { difference, differences, inputHash } from '../domain/replay.js';
import type { ReplayDifference } from '../domain/replay.js';
import { TAXONOMY_VERSION, scorers } from '../domain/scoring/scorers.js';
import { OpenScoredProfile } from './open-scored-profile.query.js';
import { ReadScoringBasis, scoringInput } from './read-scoring-basis.query.js';
import { ReadScreening } from './read-screening.query.js';

export interface Replay {
  readonly screeningId: string;
  readonly identical: boolean;
  readonly recordedScore: number;
  readonly replayedScore: number;
  readonly differences: readonly ReplayDifference[];
}

/** Computes a past score again from the profile, what a model said of it, the versions and the scorer that its record names. Writes nothing. */
@Injectable()
export class ReplayScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readScreening: ReadScreening,
    private readonly readBasis: ReadScoringBasis,
    private readonly openScored: OpenScoredProfile,
  ) {}

  async execute(caller: StaffPrincipal, screeningId: string): Promise<Replay> {
    const { organizationId } = caller;
    const { screening, result } = await this.readScreening.byId(caller, screeningId);
    const { resumeId, profileKey, scorerVersion, asOf, modelAnswer } = screening;
    const scorer = scorers[scorerVersion];
    const basis = await this.unitOfWork.run({ organizationId }, (tx) => this.readBasis.recorded(tx, screening));
    if (!result || !resumeId || !profileKey || !scorer || !basis) throw nothingToReplay();
    const profile = await this.openScored.execute({ organizationId, resumeId, profileKey, screeningId, modelAnswer });
    const input = scoringInput(profile, basis, asOf);
    const replayed = scorer(input);
    const found = [
      ...differences(result, replayed),
      ...difference('inputHash', screening.inputHash, inputHash(input)),
      ...difference('taxonomyVersion', screening.taxonomyVersion, TAXONOMY_VERSION),
    ];
    return {
      screeningId,
      identical: isSame(result, replayed),
      recordedScore: result.score,
      replayedScore: replayed.score,
      differences: found,
    };
  }
}

const isSame = (recorded: ScoreDto, replayed: ScoreDto): boolean => differences(recorded, replayed).length === 0;

function nothingToReplay(): CodedError {
  return new CodedError('screening.nothing_to_replay', 'conflict', 'The screening has no score that could be computed again.');
}
