import { Injectable } from '@nestjs/common';
import { Reconciler, UnitOfWork } from '@shortlist/platform';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import type { WatchedSearch } from '../persistence/saved-search.repository.js';
import { CompareChanged } from './compare-changed.use-case.js';
import { LearnSearch } from './learn-search.use-case.js';
import { TellOfMatches } from './tell-of-matches.use-case.js';

/** One round over the saved searches with an alert, of all organizations. */
@Injectable()
export class AlertSearches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly learnSearch: LearnSearch,
    private readonly compareChanged: CompareChanged,
    private readonly tellOfMatches: TellOfMatches,
    private readonly reconciler: Reconciler,
  ) {}

  /** What fails for one organization holds up no other; the round fails at its end. */
  async execute(signal?: AbortSignal): Promise<void> {
    const failures: unknown[] = [];
    for (const organizationId of await this.reconciler.organizations()) {
      signal?.throwIfAborted();
      await this.round(organizationId, signal).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organizations were not looked after`);
  }

  private async round(organizationId: string, signal?: AbortSignal): Promise<void> {
    for (const watched of await this.watched(organizationId)) if (watched.covers === null) await this.learnSearch.execute(watched, signal);
    const learned = (await this.watched(organizationId)).filter(({ covers }) => covers !== null);
    await this.compareChanged.execute(organizationId, learned, signal);
    for (const watched of learned) await this.tellOfMatches.execute(watched);
  }

  private watched(organizationId: string): Promise<WatchedSearch[]> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.searches.findWatched(tx));
  }
}
