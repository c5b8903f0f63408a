import { defineEvent } from '../event.js';
import { Id, Whole } from '../fields.js';
import { ApplicationsReceivedV1 } from './applications-received.v1.js';

/** The application as it stands now: the same id, with everything that was sent last. */
export class ApplicationsReplacedV1 extends ApplicationsReceivedV1 {
  /** The receipt that the new submission was answered with. */
  @Id() receiptId: string;
  /** Counts what was submitted for the application: the first time is 1. */
  @Whole(2, 1_000_000) submission: number;
}

export const applicationsReplacedV1 = defineEvent({
  type: 'applications.replaced.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['candidates', 'screening', 'notifications'],
  payload: ApplicationsReplacedV1,
  key: (data) => data.applicationId,
  meaning: 'A newer submission took the place of the one before, which was not screened yet.',
});
