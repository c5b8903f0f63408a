import { defineEvent } from '../event.js';
import { Id } from '../fields.js';

/** Follows `candidates.linked` of the same application in order. */
export class CandidatesRelinkedV1 {
  @Id() applicationId: string;
  /** Whose it is now. */
  @Id() candidateId: string;
  @Id() mergeId: string;
}

export const candidatesRelinkedV1 = defineEvent({
  type: 'candidates.relinked.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['applications', 'screening'],
  payload: CandidatesRelinkedV1,
  key: (data) => data.applicationId,
  meaning: 'Another record stands for the person of an application, because records were merged or taken apart.',
});
