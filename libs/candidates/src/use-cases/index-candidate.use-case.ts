import { Injectable } from '@nestjs/common';
import { SearchIndex, UnitOfWork } from '@shortlist/platform';
import type { SearchDocument } from '@shortlist/platform';
import { hideNationalIds } from '../domain/people/national-id.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import { NoteRepository } from '../persistence/note.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { OpenCandidates } from '../queries/open-candidates.query.js';
import { OpenResumes } from '../queries/open-resumes.query.js';
import type { IndexCandidateTask } from '../tasks/index-candidate.js';

/** Brings the search index to what the record says now. Versions keep a late run from undoing a newer one. */
@Injectable()
export class IndexCandidate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly skills: CandidateSkillRepository,
    private readonly resumes: ResumeRepository,
    private readonly notes: NoteRepository,
    private readonly openCandidates: OpenCandidates,
    private readonly openResumes: OpenResumes,
    private readonly index: SearchIndex,
  ) {}

  async execute({ organizationId, candidateId }: IndexCandidateTask): Promise<void> {
    const document = await this.documentOf(organizationId, candidateId);
    if (document) await this.index.index(organizationId, [document]);
    else await this.index.remove(organizationId, [candidateId]);
  }

  /** Null for a person who is gone or was erased. */
  private async documentOf(organizationId: string, candidateId: string): Promise<SearchDocument | null> {
    const { candidate, skills, parsed, note } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.find(tx, candidateId);
      const primary = candidate?.primaryResumeId ?? null;
      return {
        candidate,
        skills: (await this.skills.find(tx, [candidateId])).get(candidateId) ?? [],
        parsed: primary === null ? null : await this.resumes.findParsed(tx, primary),
        note: await this.notes.find(tx, candidateId),
      };
    });
    if (!candidate) return null;
    const [opened] = await this.openCandidates.execute(organizationId, [candidate]);
    if (!opened || opened.isErased) return null;
    const { details } = opened;
    const texts = [parsed && (await this.openResumes.text(parsed)), note && (await this.openCandidates.note(note))];
    return {
      id: candidate.id,
      version: candidate.version,
      name: details.name ?? '',
      emails: details.email === null ? [] : [details.email],
      title: details.title,
      skills: skills.map(({ name }) => name),
      location: details.location,
      status: candidate.status,
      tags: candidate.tags,
      text: hideNationalIds(texts.filter((text) => text !== null).join('\n\n')),
      updatedAt: candidate.updatedAt,
    };
  }
}
