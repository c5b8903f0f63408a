import { Injectable } from '@nestjs/common';
import { Outbox, TaskQueue, UnitOfWork, actorOf, actorText, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { fieldsChanged } from '../domain/people/candidate-change.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { ResumeEntity } from '../persistence/resume.entity.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { parseResumeTask } from '../tasks/parse-resume.js';
import { announceUpdate } from './announce-update.js';

const FIELD = ['primaryResume'];

/**
 * Lets a resume stand for its person: it is read again, so that the record says what it says, but where a person wrote something else. In a merged person it outranks
 * the primary resumes of the other records, which keep theirs for the case of an undo.
 */
@Injectable()
export class MakePrimary {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly tasks: TaskQueue,
    private readonly outbox: Outbox,
  ) {}

  /** `version` is that of the person, as whoever decides saw it. */
  async execute(caller: StaffPrincipal, resumeId: string, version: number): Promise<void> {
    const { organizationId } = caller;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const resume = await this.resumes.loadForUpdate(tx, resumeId);
      const { record, person } = await this.candidates.loadPersonForUpdate(tx, resume.candidateId);
      if (person.version !== version) throw staleVersion('candidates.candidate_changed');
      const fields = fieldsChanged({ primaryResume: record.primaryResumeId }, { primaryResume: resumeId });
      await this.candidates.update(tx, record, { primaryResumeId: resumeId });
      if (person !== record) await this.candidates.update(tx, person, {});
      await this.outrank(tx, record);
      await this.readAgain(tx, resume);
      const change = { organizationId, candidateId: record.id, kind: 'resume_chosen' as const, actor: actorText(actorOf(caller)) };
      await this.changes.insert(tx, { ...change, cause: 'request', fields, resumeId, resumeRun: resume.run });
      await announceUpdate(this.outbox, tx, person, { actor: actorOf(caller) });
    });
  }

  /** From the record up to the one that stands for the person, each outranks its neighbours in this alone. */
  private async outrank(tx: Tx, record: CandidateEntity): Promise<void> {
    const rows = new Map((await this.candidates.findOfPersons(tx, [record.personId])).map((row) => [row.id, row]));
    await this.candidates.updateTakenFields(tx, record.id, FIELD);
    for (let one = rows.get(record.id); one && one.mergedInto !== null; one = rows.get(one.mergedInto)) {
      await this.candidates.updateTakenFields(tx, one.mergedInto, FIELD);
      await this.candidates.update(tx, one, { takenFields: [...new Set([...one.takenFields, ...FIELD])] });
    }
  }

  private async readAgain(tx: Tx, resume: ResumeEntity): Promise<void> {
    if (resume.status === 'pending') return;
    const { organizationId, id: resumeId } = resume;
    const run = resume.run + 1;
    await this.resumes.update(tx, resume, { status: 'pending', failureCode: null, run });
    await this.tasks.enqueue(tx, parseResumeTask, { organizationId, resumeId, run });
  }
}
