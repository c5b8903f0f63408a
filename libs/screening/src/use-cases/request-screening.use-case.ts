import { Injectable } from '@nestjs/common';
import { TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { RequestedRun } from '../persistence/subject.repository.js';
import { screenApplicationTask } from '../tasks.js';

/** Asks for a new screening of applications. The newest run asked for is the one that counts; older ones end without effect. */
@Injectable()
export class RequestScreening {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly tasks: TaskQueue,
  ) {}

  /** The applications that will be screened: those of which everything has arrived. */
  async execute(tx: Tx, organizationId: string, applicationIds: readonly string[]): Promise<string[]> {
    const runs = await this.subjects.updateRequestedRuns(tx, applicationIds);
    await this.enqueue(tx, organizationId, runs);
    return runs.map((run) => run.applicationId);
  }

  async enqueue(tx: Tx, organizationId: string, runs: readonly RequestedRun[]): Promise<void> {
    await this.tasks.enqueueAll(
      tx,
      screenApplicationTask,
      runs.map((run) => ({ data: { organizationId, ...run } })),
    );
  }
}
