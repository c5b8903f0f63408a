import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Whole } from '../fields.js';

/** Ids only: readers that need more keep a copy of what they were given, or ask candidates. */
export class CandidatesChangedV1 {
  @Id() candidateId: string;
  @Whole(1, 2_000_000_000) version: number;
  @IsIn(['created', 'updated']) change: 'created' | 'updated';
}

export const candidatesCreatedV1 = defineEvent({
  type: 'candidates.created.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['candidates'],
  payload: CandidatesChangedV1,
  key: (data) => data.candidateId,
  meaning: 'A person became known to an organization; the search index reacts.',
});

export const candidatesUpdatedV1 = defineEvent({
  type: 'candidates.updated.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['candidates'],
  payload: CandidatesChangedV1,
  key: (data) => data.candidateId,
  meaning: 'What an organization knows about a person changed; the search index reacts.',
});
