import { Injectable } from '@nestjs/common';
import type { ApplicationsReplacedV1 } from '@shortlist/contracts';
import { Keyring, personKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { nameContext } from '../domain/sealed-contexts.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestScreening } from './request-screening.use-case.js';
import { RequestShortlist } from './request-shortlist.use-case.js';

/**
 * Takes up what took the place of an application. A score of the submission before leaves the ranking; its record stays. The new resume is
 * screened when it has been read, which may have happened already.
 */
@Injectable()
export class ReplaceSubject {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
    private readonly requestShortlist: RequestShortlist,
    private readonly keyring: Keyring,
  ) {}

  async execute(tx: Tx, organizationId: string, data: ApplicationsReplacedV1): Promise<void> {
    const { applicationId, jobId, candidateKey, name } = data;
    const sealed =
      name === null ? null : await this.keyring.seal(organizationId, personKey(candidateKey), nameContext(applicationId), name);
    if (!(await this.subjects.upsertReplaced(tx, organizationId, data, sealed))) return;
    await this.requestScreening.execute(tx, organizationId, [applicationId]);
    await this.requestShortlist.execute(tx, organizationId, jobId);
  }
}
