import { Injectable } from '@nestjs/common';
import { TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { ShortlistRepository } from '../persistence/shortlist.repository.js';
import { updateShortlistTask } from '../tasks.js';

/** Asks for the shortlist of a job to be ranked again. Many requests become one update, which sees the changes of all of them. */
@Injectable()
export class RequestShortlist {
  constructor(
    private readonly shortlists: ShortlistRepository,
    private readonly tasks: TaskQueue,
  ) {}

  /** Call it last in a transaction: an update that was asked for already waits for the commit, and sees it. */
  async execute(tx: Tx, organizationId: string, jobId: string): Promise<void> {
    await this.shortlists.lockShared(tx, jobId);
    await this.tasks.enqueue(tx, updateShortlistTask, { organizationId, jobId }, { singleton: jobId });
  }
}
