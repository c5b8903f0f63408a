import { defineEvent } from '../event.js';
import { Id, Instant, Nested, Whole } from '../fields.js';
import { CriteriaDto } from './criteria.dto.js';

/** The newest criteria of a job. The addresses to tell are left out: they are people's, and of no use to readers. */
export class ScreeningCriteriaChangedV1 {
  @Id() jobId: string;
  @Whole(1, 1_000_000) version: number;
  @Nested(() => CriteriaDto) criteria: CriteriaDto;
  @Id() changedBy: string;
  @Instant() changedAt: string;
}

/** Screening itself does not read it: applications are screened again by a task of the same transaction, which the caller can follow. */
export const screeningCriteriaChangedV1 = defineEvent({
  type: 'screening_criteria.changed.v1',
  topic: 'screening.events',
  kind: 'snapshot',
  from: 'screening',
  to: [],
  payload: ScreeningCriteriaChangedV1,
  key: (data) => data.jobId,
  meaning: 'A job got a new version of its criteria; its applications are being screened again.',
});
