import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { JobTask } from '../tasks.js';
import { RequestScreening } from './request-screening.use-case.js';
import { RequestShortlist } from './request-shortlist.use-case.js';

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Brings all applications of a job under its newest criteria, page by page. Begun again after a crash it asks some of them for one run more,
 * which replaces the one before.
 */
@Injectable()
export class RescreenJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly criteria: CriteriaRepository,
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
    private readonly requestShortlist: RequestShortlist,
  ) {}

  async execute({ organizationId, jobId }: JobTask, { signal }: Pick<TaskRun, 'signal'>): Promise<void> {
    for (let after: string | undefined = FIRST; after !== undefined;) {
      signal.throwIfAborted();
      after = await this.page(organizationId, jobId, after);
    }
  }

  /** The last application of the page; undefined when there was none left. */
  private page(organizationId: string, jobId: string, after: string): Promise<string | undefined> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version } = await this.criteria.current(tx, organizationId, jobId);
      const runs = await this.subjects.updateOutdatedRuns(tx, jobId, version, after, PAGE);
      await this.requestScreening.enqueue(tx, organizationId, runs);
      if (runs.length === 0) await this.requestShortlist.execute(tx, organizationId, jobId);
      return runs.at(-1)?.applicationId;
    });
  }
}
