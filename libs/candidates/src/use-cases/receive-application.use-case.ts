import { Injectable } from '@nestjs/common';
import { candidatesCreatedV1, candidatesLinkedV1, resumesParseFailedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1, ApplicationsReplacedV1, SubmittedResumeV1 } from '@shortlist/contracts';
import { Keyring, Outbox, TaskQueue, newId, personKey } from '@shortlist/platform';
import type { EventContext, EventMeta, Tx } from '@shortlist/platform';
import { detailsContext, fileNameContext } from '../domain/people/sealed-contexts.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';
import { announceUpdate } from './announce-update.js';

type Application = ApplicationsReceivedV1 & Partial<Pick<ApplicationsReplacedV1, 'submission'>>;

/**
 * Finds or creates the person of an application, new or replaced, and adds the resume to the record. Whoever typed an address proved nothing, so the record
 * of a person who is known already gains the resume and nothing else.
 */
@Injectable()
export class ReceiveApplication {
  constructor(
    private readonly candidates: CandidateRepository,
    private readonly keys: CandidateKeyRepository,
    private readonly resumes: ResumeRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(tx: Tx, data: Application, { event, organizationId }: Pick<EventContext, 'event' | 'organizationId'>): Promise<void> {
    const meta = { organizationId, causedBy: event };
    const { candidate, isNew } = await this.findOrCreate(tx, organizationId, data);
    const { applicationId, jobId } = data;
    await this.outbox.append(tx, candidatesLinkedV1, { applicationId, jobId, candidateId: candidate.id, isNew }, meta);
    if (isNew) await this.announceCreation(tx, candidate, meta);
    else await announceUpdate(this.outbox, tx, candidate, { causedBy: event });
    if (data.resume) await this.addResume(tx, candidate, data, data.resume);
    else await this.reportMissingResume(tx, candidate, data, meta);
  }

  private async findOrCreate(tx: Tx, organizationId: string, data: Application): Promise<{ candidate: CandidateEntity; isNew: boolean }> {
    const id = newId();
    const identity = { kind: data.email === null ? 'application' : 'email', value: data.candidateKey } as const;
    const holder = await this.keys.insertIdentity(tx, organizationId, identity, id);
    if (holder === id) return { candidate: await this.create(tx, organizationId, id, data), isNew: true };
    const candidate = await this.candidates.loadForUpdate(tx, holder);
    await this.candidates.update(tx, candidate, {});
    return { candidate, isNew: false };
  }

  private async create(tx: Tx, organizationId: string, id: string, data: Application): Promise<CandidateEntity> {
    const { candidateKey, name, email, phone } = data;
    const details: PersonDetails = { name, email, phone, location: null, title: null };
    return this.candidates.insert(tx, {
      id,
      organizationId,
      candidateKey,
      type: data.submitter === 'staff' ? 'uploaded' : 'applied',
      details: await this.keyring.seal(organizationId, personKey(candidateKey), detailsContext(id), JSON.stringify(details)),
    });
  }

  private announceCreation(tx: Tx, { id, version }: CandidateEntity, meta: EventMeta): Promise<void> {
    const data = { candidateId: id, version, change: 'created' as const };
    return this.outbox.append(tx, candidatesCreatedV1, data, { ...meta, aggregateVersion: version });
  }

  private async addResume(tx: Tx, candidate: CandidateEntity, data: Application, resume: SubmittedResumeV1): Promise<void> {
    const { id: candidateId, organizationId, candidateKey } = candidate;
    const id = newId();
    await this.resumes.insert(tx, {
      id,
      organizationId,
      candidateId,
      applicationId: data.applicationId,
      submission: data.submission ?? 1,
      storageKey: resume.storageKey,
      fileName: await this.keyring.seal(organizationId, personKey(candidateKey), fileNameContext(id), data.resumeFileName ?? 'resume'),
      contentType: resume.contentType,
      receivedAt: new Date(data.receivedAt),
      status: 'pending',
      failureCode: null,
      run: 1,
    });
    await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId: id, run: 1 });
  }

  private reportMissingResume(tx: Tx, { id: candidateId }: CandidateEntity, data: Application, meta: EventMeta): Promise<void> {
    const { applicationId, submission = 1 } = data;
    const detail = 'The application came without a resume.';
    const failure = { resumeId: null, candidateId, applicationId, submission, code: 'no_resume', detail };
    return this.outbox.append(tx, resumesParseFailedV1, failure, meta);
  }
}
