import { Decimal, Id, Nested, Nullable, Score, Whole } from '@shortlist/contracts';
import type { JobAgreement } from '../queries/read-agreement.query.js';

const Count = (): PropertyDecorator => Whole(0, 2_000_000_000);
const Share = (): PropertyDecorator => Decimal(0, 1);

/** How well scores tell who turned out well, of those of whom staff said something. Shares are null while fewer than five are known on either side. */
export class AgreementDto {
  /** People who were hired, or of whom more say positive than negative. */
  @Count() positives: number;
  @Count() negatives: number;
  /** People about whom as many say one as the other; they count for nothing else. */
  @Count() split: number;
  /** People of whom something was said and who have no score under the newest criteria. */
  @Count() withoutScore: number;
  /** The score from which on somebody is above the line. */
  @Score() line: number;
  @Count() positivesAbove: number;
  @Count() negativesAbove: number;
  /** `positivesAbove` of `positives`. */
  @Nullable() @Share() shareOfPositivesAbove: number | null;
  /** `negativesAbove` of `negatives`: the smaller, the better. */
  @Nullable() @Share() shareOfNegativesAbove: number | null;
  /**
   * Area under the ROC curve: how often somebody who turned out well has a higher score than somebody who did not, equal scores counted half.
   * 0.5 is chance.
   */
  @Nullable() @Share() auc: number | null;
  /** Where it lies with 95 % confidence. */
  @Nullable() @Share() aucFrom: number | null;
  @Nullable() @Share() aucTo: number | null;
}

/** Scores of a job beside what staff said. */
export class JobAgreementDto {
  @Id() jobId: string;
  /** Scores under other criteria are left out. */
  @Whole(0, 1_000_000) criteriaVersion: number;
  /** The line is the cut line of the shortlist while it is full, else `minScore` of the criteria. */
  @Nested(() => AgreementDto) applications: AgreementDto;
  /** People who did not apply; the line is `minScore` of the criteria. */
  @Nested(() => AgreementDto) matches: AgreementDto;
}

export function toJobAgreementDto({ applications, matches, ...rest }: JobAgreement): JobAgreementDto {
  return { ...rest, applications: { ...applications }, matches: { ...matches } };
}
