import { Injectable } from '@nestjs/common';
import { TaskQueue, UnitOfWork, actorOf, actorText } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { reparseResumesTask } from '../tasks/reparse-resumes.js';

/** Asks for the resumes of an organization to be read again; answers the id of the task. */
@Injectable()
export class RequestReparse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tasks: TaskQueue,
  ) {}

  execute(caller: StaffPrincipal, everything: boolean): Promise<string> {
    const { organizationId } = caller;
    const task = { organizationId, everything, requestedBy: actorText(actorOf(caller)) };
    return this.unitOfWork.run({ organizationId }, (tx) => this.tasks.announce(tx, reparseResumesTask, task));
  }
}
