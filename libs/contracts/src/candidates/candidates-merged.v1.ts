import { defineEvent } from '../event.js';
import { Id, Whole } from '../fields.js';

/** Whose applications moved is told by one `candidates.relinked` each. */
export class CandidatesMergedV1 {
  @Id() mergeId: string;
  /** The record that stands for the person. */
  @Id() candidateId: string;
  /** Of that record, after the change. */
  @Whole(1, 2_000_000_000) version: number;
  /** The record that was merged into it, or taken out of it again. */
  @Id() mergedCandidateId: string;
}

export const candidatesMergedV1 = defineEvent({
  type: 'candidates.merged.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['candidates', 'notifications', 'screening'],
  payload: CandidatesMergedV1,
  key: (data) => data.candidateId,
  meaning: 'Two records were found to be of one person, and one of them stands for both; the search index reacts.',
});

export const candidatesUnmergedV1 = defineEvent({
  type: 'candidates.unmerged.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['candidates', 'notifications', 'screening'],
  payload: CandidatesMergedV1,
  key: (data) => data.candidateId,
  meaning: 'A merge of two records was undone: they are two persons again.',
});
