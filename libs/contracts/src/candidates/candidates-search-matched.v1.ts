import { IsBoolean } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, IdList, Instant, Text, Whole } from '../fields.js';
import { Personal } from '../personal.js';

/** One alert of a saved search. */
export class CandidatesSearchMatchedV1 {
  @Id() searchId: string;
  /** Who keeps the search, and alone may see it. */
  @Id() userId: string;
  /** As its owner calls it: people search for people by name. */
  @Personal() @Text(120) name: string;
  @IsBoolean() sendsMail: boolean;
  /** How many people it tells of. */
  @Whole(1, 2_000_000_000) matches: number;
  /** The first 100 of them, the newest records first. */
  @IdList() candidateIds: string[];
  @Instant() alertedAt: string;
}

export const candidatesSearchMatchedV1 = defineEvent({
  type: 'candidates.search_matched.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['notifications'],
  payload: CandidatesSearchMatchedV1,
  key: (data) => data.searchId,
  meaning: 'A saved search with an alert found people whom it had not told of.',
});
