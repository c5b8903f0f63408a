import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { applicationNotFound } from '../domain/screening.errors.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestScreening } from './request-screening.use-case.js';

export interface Rerun {
  /** Will be screened again. */
  readonly requested: readonly string[];
  /** Their resume has not been read yet; they are screened when it has. */
  readonly notReady: readonly string[];
  readonly unknown: readonly string[];
}

/** Screens applications again, now, because a person asks for it. */
@Injectable()
export class RerunScreenings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
  ) {}

  async execute(organizationId: string, applicationIds: readonly string[]): Promise<Rerun> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const given = [...new Set(applicationIds)].sort();
      const known = await this.subjects.known(tx, given);
      if (known.size === 0) throw applicationNotFound();
      const requested = new Set(await this.requestScreening.execute(tx, organizationId, [...known]));
      return {
        requested: given.filter((id) => requested.has(id)),
        notReady: given.filter((id) => known.has(id) && !requested.has(id)),
        unknown: given.filter((id) => !known.has(id)),
      };
    });
  }
}
