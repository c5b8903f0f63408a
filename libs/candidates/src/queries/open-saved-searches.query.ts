import { Injectable } from '@nestjs/common';
import { Keyring, organizationKey } from '@shortlist/platform';
import { savedSearchContext } from '../domain/people/sealed-contexts.js';
import type { CandidateQuery } from './search-candidates.query.js';
import type { SavedSearchEntity } from '../persistence/saved-search.entity.js';

/** What the sealed part of a saved search says. */
export interface SearchDetails {
  readonly name: string;
  readonly query: CandidateQuery;
}

/** Seals and opens what people wrote into their saved searches. */
@Injectable()
export class OpenSavedSearches {
  constructor(private readonly keyring: Keyring) {}

  async execute({ id, organizationId, details }: Pick<SavedSearchEntity, 'id' | 'organizationId' | 'details'>): Promise<SearchDetails> {
    return JSON.parse(await this.keyring.open(organizationId, savedSearchContext(id), details)) as SearchDetails;
  }

  seal(organizationId: string, id: string, { name, query }: SearchDetails): Promise<string> {
    return this.keyring.seal(organizationId, organizationKey, savedSearchContext(id), JSON.stringify({ name, query }));
  }
}
