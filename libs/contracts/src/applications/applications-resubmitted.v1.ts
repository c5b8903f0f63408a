import { defineEvent } from '../event.js';
import { Id, NestedList } from '../fields.js';
import { Personal } from '../personal.js';
import { ApplicationsReceivedV1 } from './applications-received.v1.js';
import { AnswerV1, ConsentV1 } from './applications-submitted.v1.js';

/** `applicationId` names the application that stays; everything else is what was sent now. */
export class ApplicationsResubmittedV1 extends ApplicationsReceivedV1 {
  /** The receipt that the new submission was answered with. */
  @Id() receiptId: string;
  @NestedList(() => ConsentV1) consents: ConsentV1[];
  @Personal() @NestedList(() => AnswerV1) answers: AnswerV1[];
}

export const applicationsResubmittedV1 = defineEvent({
  type: 'applications.resubmitted.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['applications'],
  payload: ApplicationsResubmittedV1,
  key: (data) => data.applicationId,
  meaning: 'An applicant who proved to be the same applied again to a job that replaces; whether it is still time is not decided yet.',
});
