import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, newId, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import type { SavedSearchEntity } from '../persistence/saved-search.entity.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import { SearchMatchRepository } from '../persistence/search-match.repository.js';
import { OpenSavedSearches } from '../queries/open-saved-searches.query.js';
import { SearchCandidates, searchQueryOf } from '../queries/search-candidates.query.js';
import type { CandidateQuery } from '../queries/search-candidates.query.js';
import type { NewSavedSearch } from './save-search.use-case.js';

/** What is absent stays as it is. */
export type SavedSearchChanges = { readonly [K in keyof NewSavedSearch]?: NewSavedSearch[K] | null };

/** Changes a saved search. Whoever was told of stays told; an alert that looks for something else begins anew. */
@Injectable()
export class ChangeSavedSearch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly matches: SearchMatchRepository,
    private readonly searchCandidates: SearchCandidates,
    private readonly openSavedSearches: OpenSavedSearches,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, id: string, version: number, changes: SavedSearchChanges): Promise<void> {
    const { organizationId, userId } = caller;
    if (changes.query) await this.searchCandidates.matching(organizationId, changes.query, { ids: [] });
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const search = await this.searches.loadForUpdate(tx, { id, userId });
      if (search.version !== version) throw staleVersion('candidates.search_changed');
      const before = await this.openSavedSearches.execute(search);
      const query = changes.query ?? before.query;
      const looksElsewhere = soughtBy(query) !== soughtBy(before.query);
      const alert = changes.alert ?? search.alert;
      const watch = this.watch({ ...search, alert }, looksElsewhere);
      if (watch) await this.matches.deleteUntold(tx, id);
      await this.searches.update(tx, search, {
        details: await this.openSavedSearches.seal(organizationId, id, { name: changes.name ?? before.name, query }),
        ...{ alert, sendsMail: changes.sendsMail ?? search.sendsMail, ...watch },
      });
    });
  }

  /** A watch that begins or ends, or nothing where it goes on. */
  private watch({ alert, watch }: SavedSearchEntity, looksElsewhere: boolean): Partial<SavedSearchEntity> | null {
    if (alert === 'off') return watch === null ? null : { watch: null, watchedSince: null, covers: null };
    return watch !== null && !looksElsewhere ? null : { watch: newId(), watchedSince: this.clock.now(), covers: null };
  }
}

/** What a query looks for, however it is shown. */
function soughtBy(query: CandidateQuery): string {
  const { text, filters } = searchQueryOf(query);
  return JSON.stringify([text, filters]);
}
