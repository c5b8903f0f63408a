import { Injectable } from '@nestjs/common';
import { Logger, Reconciler, SearchIndex, UnitOfWork } from '@shortlist/platform';
import type { IndexedVersion } from '@shortlist/platform';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { SearchDocuments } from '../queries/search-documents.query.js';
import { CompareSearch } from './compare-search.use-case.js';

const PAGE = 200;

export interface RebuiltSearch {
  /** Documents in the new index. */
  readonly documents: number;
  /** Documents that changed while it was filled, and were brought up to date at the end. */
  readonly mended: number;
}

/** Builds the search index anew from the records, while the one in use goes on being searched. */
@Injectable()
export class RebuildSearch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly documents: SearchDocuments,
    private readonly index: SearchIndex,
    private readonly compareSearch: CompareSearch,
    private readonly reconciler: Reconciler,
    private readonly logger: Logger,
  ) {}

  async execute(signal?: AbortSignal): Promise<RebuiltSearch> {
    let count = 0;
    await this.index.rebuild(async (next) => {
      for (const organizationId of await this.reconciler.organizations()) count += await this.fill(next, organizationId, signal);
    });
    const mended = await this.compareSearch.execute(signal);
    this.logger.info('search_rebuilt', { count });
    return { documents: count, mended };
  }

  /** Does nothing while the index is there. */
  async executeIfLost(signal: AbortSignal): Promise<void> {
    if (!(await this.index.isComplete())) await this.execute(signal);
  }

  private async fill(next: Pick<SearchIndex, 'index'>, organizationId: string, signal?: AbortSignal): Promise<number> {
    let count = 0;
    for (let after: string | null = null; ;) {
      signal?.throwIfAborted();
      const from: string | null = after;
      const records: IndexedVersion[] = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.versions(tx, from, PAGE));
      const documents = await this.documents.execute(
        organizationId,
        records.map(({ id }) => id),
      );
      await next.index(organizationId, documents);
      count += documents.length;
      after = records.at(-1)?.id ?? null;
      if (records.length < PAGE) return count;
    }
  }
}
