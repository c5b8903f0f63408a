import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { BatchItem, ScreenBatchTask } from '../tasks.js';
import { ScreenApplication } from './screen-application.use-case.js';

/** Applications of one batch that are screened at once. */
const AT_ONCE = 10;

/**
 * Screens a batch. Each item names its run, so that a batch begun again after a crash finds what is done and goes on; an application that
 * somebody has asked to be screened again meanwhile is left to that request. A cancelled batch leaves the rest as it was.
 */
@Injectable()
export class ScreenBatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly screenApplication: ScreenApplication,
  ) {}

  async execute({ organizationId, items }: ScreenBatchTask, { signal, isLast, report }: TaskRun): Promise<void> {
    const waiting = [...items];
    const total = items.length;
    let screened = 0;
    const work = async (): Promise<void> => {
      for (let item = waiting.shift(); item; item = waiting.shift()) {
        signal.throwIfAborted();
        await this.screen(organizationId, item, isLast);
        screened += 1;
        report({ percent: (screened * 100) / total, result: { total, screened } });
      }
    };
    // Nobody goes on with a batch that has failed or was cancelled, but what is under way is finished and counted.
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().finally(() => waiting.splice(0))));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async screen(organizationId: string, item: BatchItem, isLast: boolean): Promise<void> {
    await this.unitOfWork.run({ organizationId }, (tx) => this.subjects.updateRequestedRun(tx, item));
    await this.screenApplication.execute({ organizationId, ...item }, { isLast });
  }
}
