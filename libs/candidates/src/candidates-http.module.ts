import { Module } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { candidatesContext } from './candidates.context.js';
import { CandidateNotesController } from './http/candidate-notes.controller.js';
import { CandidateSearchController } from './http/candidate-search.controller.js';
import { CandidatesController } from './http/candidates.controller.js';
import { ResumesController } from './http/resumes.controller.js';
import './permissions.js';
import { CandidateKeyRepository } from './persistence/candidate-key.repository.js';
import { CandidateSkillRepository } from './persistence/candidate-skill.repository.js';
import { CandidateRepository } from './persistence/candidate.repository.js';
import { NoteRepository } from './persistence/note.repository.js';
import { ResumeRepository } from './persistence/resume.repository.js';
import { DescribeCandidates } from './queries/describe-candidates.query.js';
import { ListCandidates } from './queries/list-candidates.query.js';
import { OpenCandidates } from './queries/open-candidates.query.js';
import { OpenResumes } from './queries/open-resumes.query.js';
import { ReadCandidate } from './queries/read-candidate.query.js';
import { ReadResume } from './queries/read-resume.query.js';
import { SearchCandidates } from './queries/search-candidates.query.js';
import { ChangeCandidate } from './use-cases/change-candidate.use-case.js';
import { RequestParse } from './use-cases/request-parse.use-case.js';
import { WriteNote } from './use-cases/write-note.use-case.js';

@Module({
  imports: [candidatesContext, HttpModule],
  controllers: [CandidateSearchController, CandidatesController, CandidateNotesController, ResumesController],
  providers: [
    CandidateKeyRepository,
    CandidateRepository,
    CandidateSkillRepository,
    ChangeCandidate,
    DescribeCandidates,
    ListCandidates,
    NoteRepository,
    OpenCandidates,
    OpenResumes,
    ReadCandidate,
    ReadResume,
    RequestParse,
    ResumeRepository,
    SearchCandidates,
    WriteNote,
  ],
})
export class CandidatesHttpModule {}
