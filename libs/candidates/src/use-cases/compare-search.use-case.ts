import { Injectable } from '@nestjs/common';
import { Reconciler, SearchIndex, UnitOfWork } from '@shortlist/platform';
import type { IndexedVersion } from '@shortlist/platform';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { IndexCandidate } from './index-candidate.use-case.js';

const PAGE = 500;

/** Finds where the search index differs from the records, and mends it: documents that are missing, older, or of candidates that are gone. */
@Injectable()
export class CompareSearch {
  private readonly looked;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly index: SearchIndex,
    private readonly indexCandidate: IndexCandidate,
    private readonly reconciler: Reconciler,
  ) {
    this.looked = reconciler.state('candidates', 'candidate_unindexed');
  }

  /** Answers how many documents were written or removed. */
  async execute(signal?: AbortSignal): Promise<number> {
    let mended = 0;
    for (const organizationId of await this.reconciler.organizations()) mended += await this.compare(organizationId, signal);
    this.looked(mended);
    return mended;
  }

  private async compare(organizationId: string, signal?: AbortSignal): Promise<number> {
    let mended = 0;
    const strays = await this.indexed(organizationId);
    for (let after: string | null = null; ;) {
      signal?.throwIfAborted();
      const from: string | null = after;
      const records: IndexedVersion[] = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.versions(tx, from, PAGE));
      const behind = records.filter(({ id, version }) => (strays.get(id) ?? -1) < version).map(({ id }) => id);
      if (behind.length > 0) mended += await this.indexCandidate.bring(organizationId, behind);
      for (const { id } of records) strays.delete(id);
      after = records.at(-1)?.id ?? null;
      if (records.length < PAGE) break;
    }
    // A candidate may have been created since the index was asked, and is in both by now.
    const gone = [...strays.keys()];
    for (let start = 0; start < gone.length; start += PAGE) {
      const page = gone.slice(start, start + PAGE);
      mended += page.length - (await this.indexCandidate.bring(organizationId, page));
    }
    return mended;
  }

  /** Version of every document of an organization; about 100 bytes each. */
  private async indexed(organizationId: string): Promise<Map<string, number>> {
    const versions = new Map<string, number>();
    for (let after: string | null = null; ;) {
      const page = await this.index.versions(organizationId, after, PAGE);
      for (const { id, version } of page) versions.set(id, version);
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return versions;
    }
  }
}
