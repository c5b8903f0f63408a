import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, newId } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { tooManySearches } from '../domain/people/candidates.errors.js';
import { MOST_SAVED } from '../domain/search/saved-search.js';
import type { SearchAlert } from '../domain/search/saved-search.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import { OpenSavedSearches } from '../queries/open-saved-searches.query.js';
import { SearchCandidates } from '../queries/search-candidates.query.js';
import type { CandidateQuery } from '../queries/search-candidates.query.js';

export interface NewSavedSearch {
  readonly name: string;
  readonly query: CandidateQuery;
  readonly alert: SearchAlert;
  readonly sendsMail: boolean;
}

/** Keeps a search for the caller. */
@Injectable()
export class SaveSearch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly searchCandidates: SearchCandidates,
    private readonly openSavedSearches: OpenSavedSearches,
    private readonly clock: Clock,
  ) {}

  /** The id of the new one. Throws what a search with this query would throw. */
  async execute(caller: StaffPrincipal, { name, query, alert, sendsMail }: NewSavedSearch): Promise<string> {
    const { organizationId, userId } = caller;
    await this.searchCandidates.matching(organizationId, query, { ids: [] });
    const id = newId();
    const details = await this.openSavedSearches.seal(organizationId, id, { name, query });
    const isOn = alert !== 'off';
    const watch = { watch: isOn ? newId() : null, watchedSince: isOn ? this.clock.now() : null };
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      if ((await this.searches.countOfUser(tx, userId)) >= MOST_SAVED) throw tooManySearches(MOST_SAVED);
      await this.searches.insert(tx, { id, organizationId, userId, details, alert, sendsMail, ...watch });
      return id;
    });
  }
}
