import { Injectable } from '@nestjs/common';
import { SearchIndex, UnitOfWork } from '@shortlist/platform';
import type { SearchDocument } from '@shortlist/platform';
import { hideNationalIds } from '../domain/people/national-id.js';
import type { CandidateSkill } from '../domain/people/candidate-skill.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import type { NoteEntity } from '../persistence/note.entity.js';
import { NoteRepository } from '../persistence/note.repository.js';
import type { ParsedResumeEntity } from '../persistence/parsed-resume.entity.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { OpenCandidates } from '../queries/open-candidates.query.js';
import type { OpenedCandidate } from '../queries/open-candidates.query.js';
import { OpenResumes } from '../queries/open-resumes.query.js';
import type { IndexCandidateTask } from '../tasks/index-candidate.js';

interface CandidateRecord {
  readonly candidate: CandidateEntity;
  readonly skills: readonly CandidateSkill[];
  readonly parsed: ParsedResumeEntity | null;
  readonly note: NoteEntity | null;
}

/** Brings the search index to what records say now. Versions keep a late run from undoing a newer one. */
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

  /** Candidates of any organizations; each organization's with one look at the database and one at the index. */
  async execute(tasks: readonly IndexCandidateTask[]): Promise<void> {
    for (const [organizationId, own] of Map.groupBy(tasks, (task) => task.organizationId)) {
      await this.indexAll(organizationId, [...new Set(own.map((task) => task.candidateId))]);
    }
  }

  private async indexAll(organizationId: string, candidateIds: readonly string[]): Promise<void> {
    const records = await this.read(organizationId, candidateIds);
    const opened = await this.openCandidates.execute(
      organizationId,
      records.map(({ candidate }) => candidate),
    );
    const documents: SearchDocument[] = [];
    for (const [index, record] of records.entries()) {
      const person = opened[index];
      if (person && !person.isErased) documents.push(await this.documentOf(record, person));
    }
    const indexed = new Set(documents.map(({ id }) => id));
    const gone = candidateIds.filter((id) => !indexed.has(id));
    await this.index.index(organizationId, documents);
    if (gone.length > 0) await this.index.remove(organizationId, gone);
  }

  private read(organizationId: string, candidateIds: readonly string[]): Promise<CandidateRecord[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidates = await this.candidates.findAll(tx, candidateIds);
      const primary = candidates.flatMap(({ primaryResumeId }) => primaryResumeId ?? []);
      const skills = await this.skills.find(tx, candidateIds);
      const parsed = await this.resumes.findAllParsed(tx, primary);
      const notes = await this.notes.findAll(tx, candidateIds);
      return candidates.map((candidate) => ({
        candidate,
        skills: skills.get(candidate.id) ?? [],
        parsed: parsed.get(candidate.primaryResumeId ?? '') ?? null,
        note: notes.get(candidate.id) ?? null,
      }));
    });
  }

  private async documentOf({ candidate, skills, parsed, note }: CandidateRecord, { details }: OpenedCandidate): Promise<SearchDocument> {
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
