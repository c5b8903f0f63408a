import { Module } from '@nestjs/common';
import { candidatesContext } from './candidates.context.js';
import { CandidateSkillRepository } from './persistence/candidate-skill.repository.js';
import { CandidateRepository } from './persistence/candidate.repository.js';
import { NoteRepository } from './persistence/note.repository.js';
import { ResumeRepository } from './persistence/resume.repository.js';
import { DescribeCandidates } from './queries/describe-candidates.query.js';
import { OpenCandidates } from './queries/open-candidates.query.js';
import { OpenResumes } from './queries/open-resumes.query.js';
import { SearchDocuments } from './queries/search-documents.query.js';
import { CompareSearch } from './use-cases/compare-search.use-case.js';
import { IndexCandidate } from './use-cases/index-candidate.use-case.js';
import { RebuildSearch } from './use-cases/rebuild-search.use-case.js';

/** What keeps the search index in step with the records; also without a running service, for `shortlist reindex`. */
@Module({
  imports: [candidatesContext],
  providers: [
    CandidateRepository,
    CandidateSkillRepository,
    CompareSearch,
    DescribeCandidates,
    IndexCandidate,
    NoteRepository,
    OpenCandidates,
    OpenResumes,
    RebuildSearch,
    ResumeRepository,
    SearchDocuments,
  ],
  exports: [CompareSearch, IndexCandidate, RebuildSearch],
})
export class CandidatesSearchModule {}
