import { Injectable } from '@nestjs/common';
import { EXACT_TOTAL, UnitOfWork } from '@shortlist/platform';
import type { FoundCount, StaffPrincipal } from '@shortlist/platform';
import type { SavedSearchEntity } from '../persistence/saved-search.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';
import { SearchMatchRepository } from '../persistence/search-match.repository.js';
import type { ToldPosition } from '../persistence/search-match.repository.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import { OpenSavedSearches } from './open-saved-searches.query.js';
import type { SearchDetails } from './open-saved-searches.query.js';

export interface OpenedSearch extends SearchDetails {
  readonly search: SavedSearchEntity;
}

/** A person of whom an alert told, as they are now. */
export interface AlertedCandidate extends DescribedCandidate {
  readonly foundAt: Date;
  readonly toldAt: Date;
}

export interface AlertedPart extends FoundCount {
  readonly items: readonly AlertedCandidate[];
  /** Where the next page begins; null on the last one. */
  readonly next: ToldPosition | null;
}

/** The saved searches of the caller, who alone sees them. */
@Injectable()
export class ReadSavedSearches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
    private readonly matches: SearchMatchRepository,
    private readonly candidates: CandidateRepository,
    private readonly openSavedSearches: OpenSavedSearches,
    private readonly describeCandidates: DescribeCandidates,
  ) {}

  /** Oldest first. */
  async list({ organizationId, userId }: StaffPrincipal): Promise<OpenedSearch[]> {
    const rows = await this.unitOfWork.run({ organizationId }, (tx) => this.searches.findOfUser(tx, userId));
    return Promise.all(rows.map((search) => this.opened(search)));
  }

  async get({ organizationId, userId }: StaffPrincipal, id: string): Promise<OpenedSearch> {
    return this.opened(await this.unitOfWork.run({ organizationId }, (tx) => this.searches.find(tx, { id, userId })));
  }

  /** Of whom its alerts have told, the newest first. Where records were merged since, the person as a whole, once. */
  async alerted(
    { organizationId, userId }: StaffPrincipal,
    id: string,
    { after, limit, offset }: { readonly after: ToldPosition | null; readonly limit: number; readonly offset: number },
  ): Promise<AlertedPart> {
    const { rows, persons, counted } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.searches.find(tx, { id, userId });
      const found = await this.matches.findTold(tx, id, after, { limit: limit + 1, offset });
      return {
        rows: found,
        persons: await this.candidates.findPersonIds(
          tx,
          found.map(({ candidateId }) => candidateId),
        ),
        counted: await this.matches.countTold(tx, id, EXACT_TOTAL + 1),
      };
    });
    const page = rows.slice(0, limit);
    const byPerson = new Map(page.toReversed().map((row) => [persons.get(row.candidateId) ?? row.candidateId, row]));
    const ids = [...byPerson.keys()].reverse();
    const described = await this.describeCandidates.byIds(organizationId, ids);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: described.flatMap((one) => {
        const row = byPerson.get(one.candidate.id);
        return row ? [{ ...one, foundAt: row.foundAt, toldAt: row.toldAt }] : [];
      }),
      next: last ? { toldAt: last.position, candidateId: last.candidateId } : null,
      total: Math.min(counted, EXACT_TOTAL),
      totalIsEstimate: counted > EXACT_TOTAL,
    };
  }

  private async opened(search: SavedSearchEntity): Promise<OpenedSearch> {
    return { search, ...(await this.openSavedSearches.execute(search)) };
  }
}
