import { Injectable } from '@nestjs/common';
import { candidatesSearchMatchedV1 } from '@shortlist/contracts';
import { Clock, Outbox, UnitOfWork } from '@shortlist/platform';
import { nextAlertAt } from '../domain/search/saved-search.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import type { WatchedSearch } from '../persistence/saved-search.repository.js';
import { SearchMatchRepository } from '../persistence/search-match.repository.js';
import { DescribeCandidates } from '../queries/describe-candidates.query.js';
import { OpenSavedSearches } from '../queries/open-saved-searches.query.js';

/** Opened at once. */
const PAGE = 500;
/** Ids that an event lists. */
const MOST_LISTED = 100;

/** Announces whom a watched search has found since the last time, when its next alert is due. Everybody is told of once: the row and the event are one transaction. */
@Injectable()
export class TellOfMatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly matches: SearchMatchRepository,
    private readonly describeCandidates: DescribeCandidates,
    private readonly openSavedSearches: OpenSavedSearches,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(watched: WatchedSearch): Promise<void> {
    const { organizationId, id } = watched;
    if (!this.isDue(watched)) return;
    const due = await this.unitOfWork.run({ organizationId }, (tx) => this.matches.findDue(tx, id));
    if (due.length === 0) return;
    const present = await this.present(organizationId, due);
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const search = await this.searches.loadWatchForUpdate(tx, watched);
      if (!search || !this.isDue(search)) return;
      await this.matches.deleteDue(
        tx,
        id,
        due.filter((one) => !present.has(one)),
      );
      const alertedAt = this.clock.now();
      const told = await this.matches.updateTold(tx, id, [...present], alertedAt);
      if (told.length === 0) return;
      await this.searches.updateWatch(tx, id, { alertedAt });
      await this.announce(tx, search, told, alertedAt);
    });
  }

  private async announce(
    tx: Parameters<Outbox['append']>[0],
    search: WatchedSearch,
    told: readonly string[],
    alertedAt: Date,
  ): Promise<void> {
    const { organizationId, id: searchId, userId, sendsMail } = search;
    const { name } = await this.openSavedSearches.execute(search);
    const matches = { matches: told.length, candidateIds: told.slice(0, MOST_LISTED) };
    const data = { searchId, userId, name, sendsMail, ...matches, alertedAt: alertedAt.toISOString() };
    await this.outbox.append(tx, candidatesSearchMatchedV1, data, { organizationId });
  }

  private isDue({ alert, watchedSince, alertedAt }: WatchedSearch): boolean {
    return nextAlertAt(alert, watchedSince, alertedAt) <= this.clock.now();
  }

  /** Those of them who are neither erased nor merged into another. */
  private async present(organizationId: string, ids: readonly string[]): Promise<Set<string>> {
    const present = new Set<string>();
    for (let start = 0; start < ids.length; start += PAGE) {
      const described = await this.describeCandidates.byIds(organizationId, ids.slice(start, start + PAGE));
      for (const { candidate, isErased } of described) if (!isErased) present.add(candidate.id);
    }
    return present;
  }
}
