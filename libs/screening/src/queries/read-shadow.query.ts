import { Injectable } from '@nestjs/common';
import { CodedError, Keyring, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { ShadowRepository } from '../persistence/shadow.repository.js';
import type { ShadowRun } from '../persistence/shadow.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { FindJob } from './find-job.query.js';
import { openNames } from './read-shortlist.query.js';

export interface ReadShadowResult extends ShadowRun {
  /** Names of those who would enter, leave or move, where known. */
  readonly names: ReadonlyMap<string, string>;
}

/** Criteria on trial and, once it is there, what would change. */
@Injectable()
export class ReadShadow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly shadows: ShadowRepository,
    private readonly subjects: SubjectRepository,
    private readonly keyring: Keyring,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string, shadowId: string): Promise<ReadShadowResult> {
    const { organizationId } = caller;
    const { run, subjects } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const found = await this.shadows.find(tx, shadowId);
      if (found?.jobId !== jobId) throw new CodedError('screening.shadow_not_found', 'not_found', 'There is no such trial of criteria.');
      return { run: found, subjects: await this.subjects.findAll(tx, concerned(found)) };
    });
    return { ...run, names: await openNames(this.keyring, organizationId, subjects) };
  }
}

function concerned({ report }: ShadowRun): string[] {
  if (!report) return [];
  const { entered, left, moved } = report.change;
  return [...entered, ...left, ...moved].map(({ applicationId }) => applicationId);
}
