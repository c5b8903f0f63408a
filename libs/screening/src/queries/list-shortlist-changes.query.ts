import { Injectable } from '@nestjs/common';
import { UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount, StaffPrincipal } from '@shortlist/platform';
import { ShortlistChangeRepository } from '../persistence/shortlist-change.repository.js';
import type { ChangeFilters, ChangeRow } from '../persistence/shortlist-change.repository.js';
import { FindJob } from './find-job.query.js';

export interface ShortlistChangeList extends FoundCount {
  readonly rows: readonly ChangeRow[];
  readonly hasMore: boolean;
}

/** Who entered and left the list of a job, the newest first. */
@Injectable()
export class ListShortlistChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly changes: ShortlistChangeRepository,
  ) {}

  execute(
    caller: StaffPrincipal,
    filters: ChangeFilters,
    window: { limit: number; offset: number; after: string | null },
  ): Promise<ShortlistChangeList> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, filters.jobId);
      const rows = await this.changes.list(tx, filters, { ...window, limit: window.limit + 1 });
      const found = await countFound(tx, ...this.changes.counted(filters));
      return { ...found, rows: rows.slice(0, window.limit), hasMore: rows.length > window.limit };
    });
  }
}
