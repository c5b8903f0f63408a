import { Injectable } from '@nestjs/common';
import { resumesParsedV1 } from '@shortlist/contracts';
import { Clock, Outbox, SYSTEM, UnitOfWork, actorText } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { ParsedResume } from '@shortlist/resume-reader';
import { originalKey, profileKey, textKey } from '../domain/people/resume-keys.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { ResumeEntity } from '../persistence/resume.entity.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import type { ParseResumeTask } from '../tasks/parse-resume.js';
import { announceUpdate } from './announce-update.js';
import { CompleteCandidate } from './complete-candidate.use-case.js';
import { RefreshPerson } from './refresh-person.use-case.js';

/** Ends a run with its profile: the row, what the record gains, and both events, in one transaction and once. */
@Injectable()
export class RecordParse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly refreshPerson: RefreshPerson,
    private readonly resumes: ResumeRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly completeCandidate: CompleteCandidate,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, resumeId, run }: ParseResumeTask, parsed: ParsedResume): Promise<void> {
    const keys = await this.completeCandidate.keysOf(organizationId, parsed);
    await this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const resume = await this.resumes.loadOpenRunForUpdate(tx, resumeId, run);
      if (!resume) return;
      const parsedAt = await this.storeRun(tx, resume, parsed);
      const { record, person } = await this.candidates.loadPersonForUpdate(tx, resume.candidateId);
      const isPrimary = await this.isPrimary(tx, record, resume);
      const fields = await this.completeCandidate.apply(tx, record, { resumeId, isPrimary }, parsed, keys);
      const change = { organizationId, candidateId: record.id, kind: 'resume_read' as const, actor: actorText(SYSTEM), fields };
      await this.changes.insert(tx, { ...change, cause: `resume:${resumeId}`, resumeId, resumeRun: run });
      if (person !== record) await this.candidates.update(tx, person, {});
      await this.refreshPerson.execute(tx, person.id);
      const data = {
        resumeId,
        candidateId: person.id,
        recordId: record.id,
        applicationId: resume.applicationId,
        submission: resume.submission,
        profileKey: profileKey(organizationId, resumeId, run),
        candidateKey: record.candidateKey,
        parserVersion: parsed.parserVersion,
        flags: parsed.flags,
        parsedAt: parsedAt.toISOString(),
      };
      await this.outbox.append(tx, resumesParsedV1, data, { organizationId });
      await announceUpdate(this.outbox, tx, person);
    });
  }

  /** The first resume that was read stays primary; one that replaced it in its application takes its place. */
  private async isPrimary(tx: Tx, { primaryResumeId }: CandidateEntity, resume: ResumeEntity): Promise<boolean> {
    if (primaryResumeId === null || primaryResumeId === resume.id) return true;
    if (resume.submission === 1) return false;
    const primary = await this.resumes.find(tx, primaryResumeId);
    return primary !== null && primary.applicationId === resume.applicationId && primary.submission < resume.submission;
  }

  private async storeRun(tx: Tx, resume: ResumeEntity, { parserVersion, flags }: ParsedResume): Promise<Date> {
    const { organizationId, id: resumeId, run } = resume;
    const parsedAt = this.clock.now();
    await this.resumes.insertParsed(tx, {
      organizationId,
      resumeId,
      run,
      parserVersion,
      flags,
      textKey: textKey(organizationId, resumeId, run),
      profileKey: profileKey(organizationId, resumeId, run),
      parsedAt,
    });
    await this.resumes.update(tx, resume, { status: 'parsed', failureCode: null, storageKey: originalKey(organizationId, resumeId) });
    return parsedAt;
  }
}
