import { Injectable } from '@nestjs/common';
import { Clock, Metrics, SearchIndex, defineMetric } from '@shortlist/platform';
import type { SearchDocument } from '@shortlist/platform';
import { SearchDocuments } from '../queries/search-documents.query.js';
import type { IndexCandidateTask } from '../tasks/index-candidate.js';

const indexLag = defineMetric({
  name: 'search_index_lag_seconds',
  type: 'histogram',
  help: 'Time from the change of a candidate to the search index having it. What still waits is in tasks_oldest_seconds of candidates.index_candidate.',
  labels: [],
});

/** Brings the search index to what records say now. Versions keep a late run from undoing a newer one. */
@Injectable()
export class IndexCandidate {
  private readonly lag;

  constructor(
    private readonly documents: SearchDocuments,
    private readonly index: SearchIndex,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.lag = metrics.histogram(indexLag);
  }

  /** Candidates of any organizations; each organization's with one look at the database and one at the index. */
  async execute(tasks: readonly IndexCandidateTask[]): Promise<void> {
    for (const [organizationId, own] of Map.groupBy(tasks, (task) => task.organizationId)) {
      const documents = await this.write(organizationId, [...new Set(own.map((task) => task.candidateId))]);
      for (const { updatedAt } of documents) this.lag.observe((this.clock.now().getTime() - updatedAt.getTime()) / 1_000);
    }
  }

  /** Candidates of one organization, at most 500. Answers how many of them have a document now. */
  async bring(organizationId: string, candidateIds: readonly string[]): Promise<number> {
    return (await this.write(organizationId, candidateIds)).length;
  }

  private async write(organizationId: string, candidateIds: readonly string[]): Promise<SearchDocument[]> {
    const documents = await this.documents.execute(organizationId, candidateIds);
    const indexed = new Set(documents.map(({ id }) => id));
    const gone = candidateIds.filter((id) => !indexed.has(id));
    await this.index.index(organizationId, documents);
    if (gone.length > 0) await this.index.remove(organizationId, gone);
    return documents;
  }
}
