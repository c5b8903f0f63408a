import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Decimal, Id, Instant, NestedList, Text, Whole } from '../fields.js';

/** A group that fared worse than four fifths of the best, by more than chance. Counts of a group, nobody by name. */
export class FairnessAlertV1 {
  @IsIn(['selection', 'scoring']) measure: 'selection' | 'scoring';
  /** One dimension, or two joined by `+`. */
  @Text(100) dimension: string;
  @Text(200) group: string;
  @Whole(0, 2_000_000_000) total: number;
  @Whole(0, 2_000_000_000) successes: number;
  @Decimal(0, 1) impactRatio: number;
  @Decimal(0, 1) pValue: number;
}

export class FairnessAlertRaisedV1 {
  @Id() reportId: string;
  @Id() jobId: string;
  /** The lowest ratio first; at most 50. */
  @NestedList(() => FairnessAlertV1) alerts: FairnessAlertV1[];
  @Instant() raisedAt: string;
}

export const fairnessAlertRaisedV1 = defineEvent({
  type: 'fairness.alert_raised.v1',
  topic: 'screening.events',
  kind: 'fact',
  from: 'screening',
  to: ['notifications'],
  payload: FairnessAlertRaisedV1,
  key: (data) => data.jobId,
  meaning: 'A report on fairness found groups that fared worse than chance explains.',
});
