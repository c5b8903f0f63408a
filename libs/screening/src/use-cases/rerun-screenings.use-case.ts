import { Injectable } from '@nestjs/common';
import { onlyJobsOf, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { applicationNotFound } from '../domain/screening.errors.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { screenBatchTask } from '../tasks.js';

export interface Rerun {
  /** The batch, to follow and to cancel; null when none can be screened yet. */
  readonly taskId: string | null;
  /** Will be screened again. */
  readonly requested: readonly string[];
  /** Their resume has not been read yet; they are screened when it has. */
  readonly notReady: readonly string[];
  readonly unknown: readonly string[];
}

/** Has applications screened again, as one task, because a person asks for it. */
@Injectable()
export class RerunScreenings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(caller: StaffPrincipal, applicationIds: readonly string[]): Promise<Rerun> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const given = [...new Set(applicationIds)].sort();
      const known = await this.subjects.known(tx, given, onlyJobsOf(caller));
      if (known.size === 0) throw applicationNotFound();
      const items = await this.subjects.nextRuns(tx, [...known]);
      const requested = new Set(items.map((item) => item.applicationId));
      return {
        taskId: items.length === 0 ? null : await this.tasks.announce(tx, screenBatchTask, { organizationId, items }),
        requested: given.filter((id) => requested.has(id)),
        notReady: given.filter((id) => known.has(id) && !requested.has(id)),
        unknown: given.filter((id) => !known.has(id)),
      };
    });
  }
}
