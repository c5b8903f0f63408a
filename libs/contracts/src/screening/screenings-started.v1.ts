import { defineEvent } from '../event.js';
import { Id, Whole } from '../fields.js';

export class ScreeningsStartedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @Whole(0, 1_000_000) criteriaVersion: number;
}

export const screeningsStartedV1 = defineEvent({
  type: 'screenings.started.v1',
  topic: 'screening.events',
  kind: 'fact',
  from: 'screening',
  to: ['applications'],
  payload: ScreeningsStartedV1,
  key: (data) => data.applicationId,
  meaning: 'Screening took an application up.',
});
