import { Injectable } from '@nestjs/common';
import { candidatesCreatedV1, candidatesLinkedV1, resumesParseFailedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1, ApplicationsReplacedV1, SubmittedResumeV1 } from '@shortlist/contracts';
import { Keyring, Outbox, TaskQueue, newId, personKey } from '@shortlist/platform';
import type { EventContext, EventMeta, Tx } from '@shortlist/platform';
import { detailsContext, fileNameContext } from '../domain/people/sealed-contexts.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { fieldsChanged } from '../domain/people/candidate-change.js';
import type { FieldChange } from '../domain/people/candidate-change.js';
import { ApplicationLinkRepository } from '../persistence/application-link.repository.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { LockedPerson } from '../persistence/candidate.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';
import { announceUpdate } from './announce-update.js';
import { NotePhone } from './note-phone.use-case.js';

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
    private readonly changes: CandidateChangeRepository,
    private readonly links: ApplicationLinkRepository,
    private readonly notePhone: NotePhone,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly tasks: TaskQueue,
  ) {}

  async execute(tx: Tx, data: Application, { event, organizationId }: Pick<EventContext, 'event' | 'organizationId'>): Promise<void> {
    const meta = { organizationId, causedBy: event };
    const { record, person, isNew } = await this.findOrCreate(tx, organizationId, data);
    const { applicationId, jobId } = data;
    await this.links.upsert(tx, organizationId, { applicationId, jobId }, record.id);
    await this.outbox.append(tx, candidatesLinkedV1, { applicationId, jobId, candidateId: person.id, isNew }, meta);
    if (isNew) await this.announceCreation(tx, person, meta);
    else await announceUpdate(this.outbox, tx, person, { causedBy: event });
    const resumeId = data.resume && (await this.addResume(tx, record, data, data.resume));
    if (resumeId === null) await this.reportMissingResume(tx, person, data, meta);
    const kind = data.submission === undefined ? 'application_received' : 'application_replaced';
    await this.changes.insert(tx, {
      ...{
        organizationId,
        candidateId: record.id,
        kind: isNew ? 'created' : kind,
        actor: event.actor,
        cause: `application:${applicationId}`,
      },
      ...{ resumeId, fields: isNew ? fieldsGiven(record, data) : [] },
    });
  }

  /** The record may have been merged into another: the application stays with the record, for an undo, and counts for the person. */
  private async findOrCreate(tx: Tx, organizationId: string, data: Application): Promise<LockedPerson & { readonly isNew: boolean }> {
    const id = newId();
    const identity = { kind: data.email === null ? 'application' : 'email', value: data.candidateKey } as const;
    const holder = await this.keys.insertIdentity(tx, organizationId, identity, id);
    if (holder === id) {
      const created = await this.create(tx, organizationId, id, data);
      return { record: created, person: created, isNew: true };
    }
    const { record, person } = await this.candidates.loadPersonForUpdate(tx, holder);
    const lookAlike = await this.notePhone.execute(tx, organizationId, record.id, data.phone);
    await this.candidates.update(tx, record, { possibleDuplicateOf: record.possibleDuplicateOf ?? lookAlike });
    if (person !== record) await this.candidates.update(tx, person, {});
    return { record, person, isNew: false };
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
      possibleDuplicateOf: await this.notePhone.execute(tx, organizationId, id, phone),
    });
  }

  private announceCreation(tx: Tx, { id, version }: CandidateEntity, meta: EventMeta): Promise<void> {
    const data = { candidateId: id, version, change: 'created' as const };
    return this.outbox.append(tx, candidatesCreatedV1, data, { ...meta, aggregateVersion: version });
  }

  private async addResume(tx: Tx, candidate: CandidateEntity, data: Application, resume: SubmittedResumeV1): Promise<string> {
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
      scan: null,
    });
    await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId: id, run: 1 });
    return id;
  }

  private reportMissingResume(tx: Tx, { id: candidateId }: CandidateEntity, data: Application, meta: EventMeta): Promise<void> {
    const { applicationId, submission = 1 } = data;
    const detail = 'The application came without a resume.';
    const failure = { resumeId: null, candidateId, applicationId, submission, code: 'no_resume', detail };
    return this.outbox.append(tx, resumesParseFailedV1, failure, meta);
  }
}

function fieldsGiven({ type, status }: CandidateEntity, { name, email, phone }: Application): FieldChange[] {
  return fieldsChanged({}, { name, email, phone, type, status });
}
