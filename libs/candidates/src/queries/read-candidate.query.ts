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

@Injectable()
export class ReadCandidate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly notes: NoteRepository,
    private readonly describeCandidates: DescribeCandidates,
    private readonly openCandidates: OpenCandidates,
    private readonly openResumes: OpenResumes,
  ) {}

  async execute(organizationId: string, candidateId: string): Promise<WholeCandidate> {
    const { candidate, resumes, parsed } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.find(tx, candidateId);
      if (!candidate) throw candidateNotFound();
      const parsed = candidate.primaryResumeId === null ? null : await this.resumes.findParsed(tx, candidate.primaryResumeId);
      return { candidate, parsed, resumes: await this.resumes.findOfCandidate(tx, candidateId) };
    });
    const [described] = await this.describeCandidates.execute(organizationId, [candidate]);
    if (!described) throw candidateNotFound();
    return {
      ...described,
      resumes: await this.openResumes.execute(organizationId, resumes),
      profile: parsed && (await this.openResumes.profile(parsed)),
    };
  }

  /** The newest notes; null when there are none. */
  async note(organizationId: string, candidateId: string): Promise<OpenedNote | null> {
    const note = await this.unitOfWork.run({ organizationId }, async (tx) => {
      if (!(await this.candidates.find(tx, candidateId))) throw candidateNotFound();
      return this.notes.find(tx, candidateId);
    });
    return note && { note, text: await this.openCandidates.note(note) };
  }
}
