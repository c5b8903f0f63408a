import { Injectable } from '@nestjs/common';
import { Keyring, UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount, StaffPrincipal } from '@shortlist/platform';
import { notesContext } from '../domain/feedback.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';
import type { Feedback, FeedbackFilters } from '../persistence/feedback.repository.js';
import { FindJob } from './find-job.query.js';

export type { FeedbackFilters };

/** Notes are null where none were written, and when the person they are about was erased. */
export interface FeedbackList extends FoundCount {
  readonly items: readonly Feedback[];
  readonly hasMore: boolean;
}

/** What staff said of the applicants and candidates of a job. */
@Injectable()
export class ListFeedback {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly feedback: FeedbackRepository,
    private readonly keyring: Keyring,
  ) {}

  /** The newest first; `after` is the last of the page before. */
  async execute(
    caller: StaffPrincipal,
    filters: FeedbackFilters,
    window: { limit: number; offset: number; after: string | null },
  ): Promise<FeedbackList> {
    const { organizationId } = caller;
    await this.findJob.assertOwn(caller, filters.jobId);
    const { rows, found } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      rows: await this.feedback.list(tx, filters, { ...window, limit: window.limit + 1 }),
      found: await countFound(tx, ...this.feedback.counted(filters)),
    }));
    const items = rows.slice(0, window.limit);
    return { ...found, items: await this.opened(organizationId, items), hasMore: rows.length > window.limit };
  }

  private async opened(organizationId: string, items: readonly Feedback[]): Promise<Feedback[]> {
    const sealed = items.flatMap(({ id, notes }) => (notes === null ? [] : [{ id, context: notesContext(id), sealed: notes }]));
    const texts = await this.keyring.openAll(organizationId, sealed);
    const byId = new Map(sealed.map(({ id }, index) => [id, texts[index] ?? null]));
    return items.map((one) => ({ ...one, notes: byId.get(one.id) ?? null }));
  }
}
