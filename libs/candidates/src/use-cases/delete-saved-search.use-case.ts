import { Injectable } from '@nestjs/common';
import { UnitOfWork, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { SavedSearchRepository } from '../persistence/saved-search.repository.js';

/** Forgets a saved search and whom it has told of. */
@Injectable()
export class DeleteSavedSearch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly searches: SavedSearchRepository,
  ) {}

  async execute({ organizationId, userId }: StaffPrincipal, id: string, version: number): Promise<void> {
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const search = await this.searches.loadForUpdate(tx, { id, userId });
      if (search.version !== version) throw staleVersion('candidates.search_changed');
      await this.searches.delete(tx, id);
    });
  }
}
