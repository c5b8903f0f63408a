import { defineEvent } from '../event.js';
import { Id } from '../fields.js';

/** The keys of all records of the person are destroyed; whoever keeps a copy scrubs it. */
export class CandidatesErasedV1 {
  /** The record that stood for the person; those that were merged into it are erased with it. */
  @Id() candidateId: string;
}

export const candidatesErasedV1 = defineEvent({
  type: 'candidates.erased.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['screening'],
  payload: CandidatesErasedV1,
  key: (data) => data.candidateId,
  meaning: 'A person was erased: nothing that was known about them may be shown any more.',
});
