import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { IndexedVersion, Tx } from '@shortlist/platform';
import { MOST_KNOWN } from '../domain/search/saved-search.js';
import type { AlertCovers } from '../domain/search/saved-search.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import type { WatchedSearch } from '../persistence/saved-search.repository.js';
import { SearchMatchRepository } from '../persistence/search-match.repository.js';
import { OpenSavedSearches } from '../queries/open-saved-searches.query.js';
import { SearchCandidates } from '../queries/search-candidates.query.js';

const PAGE = 500;

/**
 * Learns whom a search finds at the time when its alert is turned on: of them it will not tell. Until it has, no change is taken back
 * (`ChangedCandidateRepository.delete`), so that whoever changes meanwhile is compared afterwards.
 */
@Injectable()
export class LearnSearch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly matches: SearchMatchRepository,
    private readonly searchCandidates: SearchCandidates,
    private readonly openSavedSearches: OpenSavedSearches,
  ) {}

  /** Does nothing once the watch is another one, or another round has learned it. */
  async execute(watched: WatchedSearch, signal?: AbortSignal): Promise<void> {
    const { organizationId } = watched;
    const { query } = await this.openSavedSearches.execute(watched);
    let known = 0;
    for (let after: string | null = null; known <= MOST_KNOWN;) {
      signal?.throwIfAborted();
      const page: IndexedVersion[] = await this.searchCandidates.matching(organizationId, query, { after, limit: PAGE });
      known += page.length;
      if (known <= MOST_KNOWN && !(await this.keep(watched, page))) return;
      if (page.length < PAGE) break;
      after = page.at(-1)?.id ?? null;
    }
    await this.finish(watched, known <= MOST_KNOWN ? 'new_and_changed' : 'new');
  }

  private keep(watched: WatchedSearch, page: readonly IndexedVersion[]): Promise<boolean> {
    const { organizationId, id } = watched;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      if (!(await this.isToLearn(tx, watched))) return false;
      await this.matches.insertKnown(
        tx,
        organizationId,
        id,
        page.map((one) => one.id),
      );
      return true;
    });
  }

  private finish(watched: WatchedSearch, covers: AlertCovers): Promise<void> {
    const { organizationId, id } = watched;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      if (!(await this.isToLearn(tx, watched))) return;
      if (covers === 'new') await this.matches.deleteUntold(tx, id);
      await this.searches.updateWatch(tx, id, { covers });
    });
  }

  /** Two rounds may overlap. The one that ends later must not keep again whom the other has dropped. */
  private async isToLearn(tx: Tx, watched: WatchedSearch): Promise<boolean> {
    return (await this.searches.loadWatchForUpdate(tx, watched))?.covers === null;
  }
}
