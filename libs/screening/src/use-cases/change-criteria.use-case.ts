import { Injectable } from '@nestjs/common';
import { screeningCriteriaChangedV1 } from '@shortlist/contracts';
import type { CriteriaDto } from '@shortlist/contracts';
import { Clock, CodedError, Outbox, TaskQueue, UnitOfWork, actorOf, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { checkCriteria, withDefaults } from '../domain/criteria.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { rescreenJobTask } from '../tasks.js';
import { RequestMatching } from './request-matching.use-case.js';

export interface CriteriaChange {
  readonly jobId: string;
  readonly criteria: CriteriaDto;
  /** The version that the caller saw; null when the caller saw none. */
  readonly version: number | null;
}

export interface ChangedCriteria extends CriteriaVersion {
  /** Screens the applications of the job again; null when there is nothing to screen. */
  readonly taskId: string | null;
}

type NewVersion = CriteriaVersion & { readonly createdAt: Date };

/**
 * Makes a new version of the criteria of a job, announces it and has its applications screened again. The same criteria once more change nothing, so that a
 * request may be repeated; where a re-screening was cancelled, they finish it.
 */
@Injectable()
export class ChangeCriteria {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
    private readonly subjects: SubjectRepository,
    private readonly requestMatching: RequestMatching,
    private readonly tasks: TaskQueue,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, change: CriteriaChange): Promise<ChangedCriteria> {
    const { organizationId, userId } = caller;
    const { errors } = checkCriteria(change.criteria);
    if (errors.length > 0) throw new CodedError('screening.criteria_refused', 'rule', 'These criteria cannot be used.', { errors });
    const { jobId } = change;
    const criteria = withDefaults(change.criteria);
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.forUpdate(tx, caller, jobId);
      const current = await this.criteria.current(tx, organizationId, jobId);
      if (current.version > 0 && JSON.stringify(current.criteria) === JSON.stringify(criteria)) {
        const left = await this.subjects.countLeftBehind(tx, jobId, current.version);
        return { ...current, taskId: left === 0 ? null : await this.rescreen(tx, organizationId, jobId) };
      }
      assertSeen(current.version, change.version);
      const next = { version: current.version + 1, criteria, createdBy: userId, createdAt: this.clock.now() };
      await this.criteria.insert(tx, organizationId, jobId, next);
      await this.announce(tx, caller, jobId, next);
      await this.requestMatching.ofJob(tx, organizationId, jobId);
      return { ...next, taskId: await this.rescreen(tx, organizationId, jobId) };
    });
  }

  private announce(tx: Tx, caller: StaffPrincipal, jobId: string, { version, criteria, createdAt }: NewVersion): Promise<void> {
    const { emailRecipients: _addresses, ...notifications } = criteria.notifications;
    return this.outbox.append(
      tx,
      screeningCriteriaChangedV1,
      { jobId, version, criteria: { ...criteria, notifications }, changedBy: caller.userId, changedAt: createdAt.toISOString() },
      { organizationId: caller.organizationId, actor: actorOf(caller), aggregateVersion: version },
    );
  }

  private rescreen(tx: Tx, organizationId: string, jobId: string): Promise<string> {
    return this.tasks.announce(tx, rescreenJobTask, { organizationId, jobId }, jobId);
  }
}

/** The first criteria of a job replace nothing, so they need no `If-Match`. */
function assertSeen(current: number, seen: number | null): void {
  if (seen === null && current === 0) return;
  if (seen === null)
    throw new CodedError('http.if_match_required', 'precondition_required', 'Send If-Match with the ETag of your last read.');
  if (seen !== current) throw staleVersion('screening.criteria_changed');
}
