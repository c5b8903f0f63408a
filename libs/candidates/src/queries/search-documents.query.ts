import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { SearchDocument } from '@shortlist/platform';
import { hideNationalIds } from '../domain/people/national-id.js';
import type { NoteEntity } from '../persistence/note.entity.js';
import { NoteRepository } from '../persistence/note.repository.js';
import type { ParsedResumeEntity } from '../persistence/parsed-resume.entity.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { DescribeCandidates } from './describe-candidates.query.js';
import type { DescribedCandidate } from './describe-candidates.query.js';
import { OpenCandidates } from './open-candidates.query.js';
import { OpenResumes } from './open-resumes.query.js';

/** What is stored sealed about some persons: by resume, and by record. */
interface SealedTexts {
  readonly parsed: ReadonlyMap<string, ParsedResumeEntity>;
  readonly notes: ReadonlyMap<string, NoteEntity>;
}

/** What the search index should hold of candidates, as their records say now. */
@Injectable()
export class SearchDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly describeCandidates: DescribeCandidates,
    private readonly resumes: ResumeRepository,
    private readonly notes: NoteRepository,
    private readonly openCandidates: OpenCandidates,
    private readonly openResumes: OpenResumes,
  ) {}

  /** Without those that are unknown, erased, or merged into another. */
  async execute(organizationId: string, candidateIds: readonly string[]): Promise<SearchDocument[]> {
    const people = (await this.describeCandidates.byIds(organizationId, candidateIds)).filter(({ isErased }) => !isErased);
    const texts = await this.read(organizationId, people);
    const documents: SearchDocument[] = [];
    for (const person of people) documents.push(await this.documentOf(person, texts));
    return documents;
  }

  private read(organizationId: string, people: readonly DescribedCandidate[]): Promise<SealedTexts> {
    return this.unitOfWork.run({ organizationId }, async (tx) => ({
      parsed: await this.resumes.findAllParsed(
        tx,
        people.flatMap(({ primaryResumeId }) => primaryResumeId ?? []),
      ),
      notes: await this.notes.findAll(
        tx,
        people.flatMap(({ recordIds }) => recordIds),
      ),
    }));
  }

  private async documentOf(person: DescribedCandidate, { parsed, notes }: SealedTexts): Promise<SearchDocument> {
    const { candidate, details, skills, tags, primaryResumeId, recordIds } = person;
    const resume = parsed.get(primaryResumeId ?? '');
    const written = recordIds.flatMap((id) => notes.get(id) ?? []);
    const texts = [
      ...(resume ? [await this.openResumes.text(resume)] : []),
      ...(await Promise.all(written.map((note) => this.openCandidates.note(note)))),
    ];
    const profile = resume ? await this.openResumes.profile(resume) : null;
    return {
      id: candidate.id,
      version: candidate.version,
      name: details.name ?? '',
      emails: details.email === null ? [] : [details.email],
      title: details.title,
      skills: skills.map(({ name }) => name),
      companies: [...new Set(profile?.roles.flatMap(({ organization }) => organization ?? []))],
      location: details.location,
      type: candidate.type,
      status: candidate.status,
      tags,
      text: hideNationalIds(texts.filter((text) => text !== null).join('\n\n')),
      updatedAt: candidate.updatedAt,
    };
  }
}
