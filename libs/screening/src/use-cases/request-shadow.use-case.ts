import { Injectable } from '@nestjs/common';
import type { CriteriaDto } from '@shortlist/contracts';
import { Clock, CodedError, TaskQueue, UnitOfWork, newId } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { checkCriteria, withDefaults } from '../domain/criteria.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { ShadowRepository } from '../persistence/shadow.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { runShadowTask } from '../tasks.js';

export interface RequestedShadow {
  readonly shadowId: string;
  readonly taskId: string;
}

/** Has criteria tried on the applications of a job: the same checks as taking them, and nothing else happens to anybody. */
@Injectable()
export class RequestShadow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
    private readonly shadows: ShadowRepository,
    private readonly tasks: TaskQueue,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string, criteria: CriteriaDto): Promise<RequestedShadow> {
    const { organizationId, userId } = caller;
    const { errors } = checkCriteria(criteria);
    if (errors.length > 0) throw new CodedError('screening.criteria_refused', 'rule', 'These criteria cannot be used.', { errors });
    // Nobody is told of a trial, and the addresses are nobody's business here.
    const document = withDefaults({ ...criteria, notifications: null });
    const shadowId = newId();
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const { version: criteriaVersion } = await this.criteria.current(tx, organizationId, jobId);
      await this.shadows.insert(tx, {
        ...{ id: shadowId, organizationId, jobId, criteriaVersion, criteria: document, createdBy: userId },
        ...{ createdAt: this.clock.now(), report: null, finishedAt: null },
      });
      return { shadowId, taskId: await this.tasks.announce(tx, runShadowTask, { organizationId, shadowId }, jobId) };
    });
  }
}
