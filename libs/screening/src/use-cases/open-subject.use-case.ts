import { Injectable } from '@nestjs/common';
import { screeningsStartedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { Keyring, Outbox, onceIn, personKey } from '@shortlist/platform';
import type { EventEnvelope, Tx } from '@shortlist/platform';
import { nameContext } from '../domain/sealed-contexts.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestScreening } from './request-screening.use-case.js';

/** Takes an application up: from here on it waits for its resume, unless that has been read already. */
@Injectable()
export class OpenSubject {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly criteria: CriteriaRepository,
    private readonly requestScreening: RequestScreening,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, organizationId: string, data: ApplicationsReceivedV1, event: EventEnvelope<unknown>): Promise<void> {
    const { applicationId, jobId, candidateKey, name } = data;
    const sealed =
      name === null ? null : await this.keyring.seal(organizationId, personKey(candidateKey), nameContext(applicationId), name);
    await this.subjects.upsertReceived(tx, organizationId, data, sealed);
    const { version: criteriaVersion } = await onceIn(tx, `criteria:${jobId}`, () => this.criteria.current(tx, organizationId, jobId));
    await this.outbox.append(tx, screeningsStartedV1, { applicationId, jobId, criteriaVersion }, { organizationId, causedBy: event });
    await this.requestScreening.execute(tx, organizationId, [applicationId]);
  }
}
