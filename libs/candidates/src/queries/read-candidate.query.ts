import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { UnitOfWork } from '@shortlist/platform';
import { candidateNotFound } from '../domain/people/candidates.errors.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { NoteEntity } from '../persistence/note.entity.js';
import { NoteRepository } from '../persistence/note.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import { OpenCandidates } from './open-candidates.query.js';
import { OpenResumes } from './open-resumes.query.js';
import type { OpenedResume } from './open-resumes.query.js';

export interface WholeCandidate extends DescribedCandidate {
  /** Newest first. */
  readonly resumes: readonly OpenedResume[];
  /** What the primary resume says. */
  readonly profile: ProfileDto | null;
}

export interface OpenedNote {
  readonly note: NoteEntity;
  readonly text: string | null;
}

export interface OpenedNotes {
  /** Null when there are none. */
  readonly own: OpenedNote | null;
  /** Of records that were merged into it. */
  readonly merged: readonly OpenedNote[];
}

@Injectable()
export class ReadCandidate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly noteRepository: NoteRepository,
    private readonly describeCandidates: DescribeCandidates,
    private readonly openCandidates: OpenCandidates,
    private readonly openResumes: OpenResumes,
  ) {}

  async execute(organizationId: string, candidateId: string): Promise<WholeCandidate> {
    const { primaryResumeId, ...described } = await this.describe(organizationId, candidateId);
    const { resumes, parsed } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      parsed: primaryResumeId === null ? null : await this.resumes.findParsed(tx, primaryResumeId),
      resumes: await this.resumes.findOfCandidates(tx, described.recordIds),
    }));
    return {
      ...described,
      primaryResumeId,
      resumes: await this.openResumes.execute(organizationId, resumes),
      profile: parsed && (await this.openResumes.profile(parsed)),
    };
  }

  /** The newest notes of the record and of those that were merged into it. */
  async notes(organizationId: string, candidateId: string): Promise<OpenedNotes> {
    const { recordIds } = await this.describe(organizationId, candidateId);
    const notes = await this.unitOfWork.run({ organizationId }, (tx) => this.noteRepository.findAll(tx, recordIds));
    const opened = await Promise.all(
      recordIds.flatMap((id) => notes.get(id) ?? []).map(async (note) => ({ note, text: await this.openCandidates.note(note) })),
    );
    const own = opened.find(({ note }) => note.candidateId === candidateId) ?? null;
    return { own, merged: opened.filter((one) => one !== own) };
  }

  private async describe(organizationId: string, candidateId: string): Promise<DescribedCandidate> {
    const candidate = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.find(tx, candidateId));
    const [described] = candidate ? await this.describeCandidates.execute(organizationId, [candidate]) : [];
    if (!described) throw candidateNotFound();
    return described;
  }
}
