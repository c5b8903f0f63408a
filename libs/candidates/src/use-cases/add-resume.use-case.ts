import { Injectable } from '@nestjs/common';
import { Clock, Keyring, ObjectStorage, Outbox, TaskQueue, UnitOfWork, actorOf, actorText, newId, personKey } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { candidateMerged, candidateNotFound } from '../domain/people/candidates.errors.js';
import { MOST_RESUME_BYTES } from '../domain/people/resume-file.js';
import type { ResumeFile } from '../domain/people/resume-file.js';
import { quarantineKey } from '../domain/people/resume-keys.js';
import { fileNameContext } from '../domain/people/sealed-contexts.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';
import { announceUpdate } from './announce-update.js';

/**
 * Adds another resume to the record of a person. It is read as every other, and stands for the person only where no resume does yet; all versions are
 * kept.
 */
@Injectable()
export class AddResume {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly storage: ObjectStorage,
    private readonly keyring: Keyring,
    private readonly tasks: TaskQueue,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Answers the id of the resume. A file whose row never comes lies in quarantine, from where it goes after a day. */
  async execute(caller: StaffPrincipal, candidateId: string, file: ResumeFile): Promise<string> {
    const { organizationId } = caller;
    const candidateKey = await this.unitOfWork.run({ organizationId }, (tx) => this.keyOf(tx, candidateId));
    const id = newId();
    const { contentType } = file;
    const fileName = await this.keyring.seal(organizationId, personKey(candidateKey), fileNameContext(id), file.fileName);
    await this.storage.put(quarantineKey(organizationId, id), file.bytes, { contentType, maxBytes: MOST_RESUME_BYTES });
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.loadForUpdate(tx, candidateId);
      await this.resumes.insert(tx, {
        ...{ id, organizationId, candidateId, applicationId: null, submission: 1, storageKey: quarantineKey(organizationId, id) },
        ...{ fileName, contentType, receivedAt: this.clock.now(), status: 'pending', failureCode: null, run: 1, scan: null },
      });
      await this.candidates.update(tx, candidate, {});
      const change = { organizationId, candidateId, kind: 'resume_added' as const, actor: actorText(actorOf(caller)), cause: 'request' };
      await this.changes.insert(tx, { ...change, resumeId: id });
      await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId: id, run: 1 });
      await announceUpdate(this.outbox, tx, candidate, { actor: actorOf(caller) });
      return id;
    });
  }

  /** Before the file is stored: one of nobody, or of somebody who was erased, shall lie nowhere. */
  private async keyOf(tx: Tx, candidateId: string): Promise<string> {
    const candidate = await this.candidates.find(tx, candidateId);
    if (!candidate) throw candidateNotFound();
    if (candidate.mergedInto !== null) throw candidateMerged(candidate.personId);
    return candidate.candidateKey;
  }
}
