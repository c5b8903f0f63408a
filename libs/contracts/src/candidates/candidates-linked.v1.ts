import { IsBoolean } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id } from '../fields.js';

export class CandidatesLinkedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @Id() candidateId: string;
  /** The person was not known to the organization before. */
  @IsBoolean() isNew: boolean;
}

export const candidatesLinkedV1 = defineEvent({
  type: 'candidates.linked.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['applications', 'screening'],
  payload: CandidatesLinkedV1,
  key: (data) => data.applicationId,
  meaning: 'The person of an application was found or created.',
});
