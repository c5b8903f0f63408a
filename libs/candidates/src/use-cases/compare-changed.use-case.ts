import { Injectable } from '@nestjs/common';
import { Clock, CodedError, Logger, Metrics, SearchIndex, UnitOfWork, defineMetric } from '@shortlist/platform';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { ChangedCandidate } from '../persistence/changed-candidate.repository.js';
import { ChangedCandidateRepository } from '../persistence/changed-candidate.repository.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import type { WatchedSearch } from '../persistence/saved-search.repository.js';
import { SearchMatchRepository } from '../persistence/search-match.repository.js';
import { DescribeCandidates } from '../queries/describe-candidates.query.js';
import { OpenSavedSearches } from '../queries/open-saved-searches.query.js';
import { SearchCandidates } from '../queries/search-candidates.query.js';

const PAGE = 500;

const alertLag = defineMetric({
  name: 'search_alert_lag_seconds',
  type: 'histogram',
  help: 'Time from the change of a candidate to its comparison with the saved searches that have an alert. It includes the lag of the index, and up to a minute between rounds.',
  labels: [],
});

/** Records that changed, as far as the index has caught up with them. */
interface Compared {
  /** Those who stand for a person. */
  readonly people: readonly CandidateEntity[];
  /** Theirs, and those of records that are gone. */
  readonly changes: readonly ChangedCandidate[];
}

/**
 * Compares records that changed with watched searches, once the index shows what they say now. A change that the index does not show yet waits for the
 * next time, however long that takes.
 */
@Injectable()
export class CompareChanged {
  private readonly lag;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changed: ChangedCandidateRepository,
    private readonly candidates: CandidateRepository,
    private readonly searches: SavedSearchRepository,
    private readonly matches: SearchMatchRepository,
    private readonly index: SearchIndex,
    private readonly searchCandidates: SearchCandidates,
    private readonly openSavedSearches: OpenSavedSearches,
    private readonly describeCandidates: DescribeCandidates,
    private readonly clock: Clock,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.lag = metrics.histogram(alertLag);
  }

  /** `watched`: searches that have learned whom they find anyway. */
  async execute(organizationId: string, watched: readonly WatchedSearch[], signal?: AbortSignal): Promise<void> {
    for (let after: string | null = null; ;) {
      signal?.throwIfAborted();
      const from: string | null = after;
      const page: ChangedCandidate[] = await this.unitOfWork.run({ organizationId }, (tx) => this.changed.find(tx, from, PAGE));
      if (page.length > 0) await this.compare(organizationId, watched, page);
      if (page.length < PAGE) return;
      after = page.at(-1)?.candidateId ?? null;
    }
  }

  private async compare(organizationId: string, watched: readonly WatchedSearch[], page: readonly ChangedCandidate[]): Promise<void> {
    const { people, changes } = watched.length === 0 ? { people: [], changes: page } : await this.shown(organizationId, page);
    const found = new Map<WatchedSearch, string[]>();
    if (people.length > 0) for (const search of watched) found.set(search, await this.matching(search, people));
    const foundAt = this.clock.now();
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      for (const [search, ids] of found) {
        if (ids.length === 0 || !(await this.searches.loadWatchForUpdate(tx, search))) continue;
        await this.matches.insertFound(tx, organizationId, search.id, ids, foundAt);
      }
      await this.changed.delete(tx, changes);
    });
    if (watched.length > 0) for (const { changedAt } of changes) this.lag.observe((foundAt.getTime() - changedAt.getTime()) / 1_000);
  }

  /** Those whom the index shows as their records are now. Of who is gone, there is nothing to wait for. */
  private async shown(organizationId: string, page: readonly ChangedCandidate[]): Promise<Compared> {
    const ids = page.map(({ candidateId }) => candidateId);
    const rows = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.findAll(tx, ids));
    const standing = rows.filter(({ mergedInto }) => mergedInto === null);
    const versions = new Map((await this.index.matching(organizationId, {}, { ids })).map(({ id, version }) => [id, version]));
    const people = standing.filter(({ id, version }) => (versions.get(id) ?? -1) >= version);
    const behind = standing.filter((row) => !people.includes(row)).map(({ id }) => id);
    const erased =
      behind.length > 0 ? (await this.describeCandidates.byIds(organizationId, behind)).filter(({ isErased }) => isErased) : [];
    const gone = new Set(erased.map(({ candidate }) => candidate.id));
    const waiting = new Set(behind.filter((id) => !gone.has(id)));
    return { people, changes: page.filter(({ candidateId }) => !waiting.has(candidateId)) };
  }

  private async matching(search: WatchedSearch, people: readonly CandidateEntity[]): Promise<string[]> {
    const { organizationId, covers, watchedSince } = search;
    const asked = covers === 'new' ? people.filter(({ createdAt }) => createdAt >= watchedSince) : people;
    if (asked.length === 0) return [];
    const { query } = await this.openSavedSearches.execute(search);
    const ids = asked.map(({ id }) => id);
    try {
      return (await this.searchCandidates.matching(organizationId, query, { ids })).map(({ id }) => id);
    } catch (error) {
      // Understood when it was saved, by another engine; it must not hold up the searches of others.
      if (!(error instanceof CodedError) || error.kind !== 'malformed') throw error;
      this.logger.warn('saved_search_refused', { organizationId, code: error.code });
      return [];
    }
  }
}
