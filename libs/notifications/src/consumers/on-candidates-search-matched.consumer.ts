import { Controller } from '@nestjs/common';
import { CandidatesSearchMatchedV1, candidatesSearchMatchedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { TellOfSearch } from '../use-cases/tell-of-search.use-case.js';

/** Tells whoever keeps a search of those whom it found. Receivers of webhooks hear nothing: a saved search is its owner's alone. */
@Controller()
export class OnCandidatesSearchMatched {
  constructor(private readonly tellOfSearch: TellOfSearch) {}

  @OnEvent(candidatesSearchMatchedV1, 'notifications.on_candidates_search_matched')
  handle(data: CandidatesSearchMatchedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    return this.tellOfSearch.execute(tx, organizationId, event.id, data);
  }
}
