import type { ProfileDto, ScoreDto } from '@shortlist/contracts';
import { scoreProfile } from '../scoring/scorers.js';
import type { ScoringInput } from '../scoring/scoring-input.js';
import { heldTitles, isHiddenGem, titleWords } from './hidden-gem.js';
import type { TitleWords } from './hidden-gem.js';

/** A job as matching sees it, prepared once for all candidates. */
export interface MatchedJob {
  readonly input: Omit<ScoringInput, 'profile' | 'asOf'>;
  readonly title: TitleWords;
}

/** A candidate as matching sees them, prepared once for all jobs. */
export interface MatchedCandidate {
  readonly profile: ProfileDto;
  /** When the resume was read: roles that were current then end there, so that a match does not grow with age. */
  readonly asOf: string;
  readonly titles: readonly TitleWords[];
}

export function matchedJob(input: MatchedJob['input']): MatchedJob {
  return { input, title: titleWords(input.job?.title ?? '') };
}

export function matchedCandidate(profile: ProfileDto, readAt: Date): MatchedCandidate {
  return { profile, asOf: readAt.toISOString(), titles: heldTitles(profile) };
}

export interface Match {
  readonly result: ScoreDto;
  readonly isHiddenGem: boolean;
}

/** The same scoring as for applications, and whether a search for titles would miss the candidate. */
export function matchPair(job: MatchedJob, { profile, asOf, titles }: MatchedCandidate): Match {
  const result = scoreProfile({ ...job.input, profile, asOf });
  return { result, isHiddenGem: isHiddenGem(result, job.title, titles) };
}
