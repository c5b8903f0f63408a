import { Module } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { virusScannerProvider } from '@shortlist/resume-reader';
import { candidatesContext } from './candidates.context.js';
import { CandidateMergesController } from './http/candidate-merges.controller.js';
import { CandidateNotesController } from './http/candidate-notes.controller.js';
import { CandidateSearchController } from './http/candidate-search.controller.js';
import { CandidateTimelineController } from './http/candidate-timeline.controller.js';
import { CandidatesController } from './http/candidates.controller.js';
import { ResumesController } from './http/resumes.controller.js';
import { SavedSearchesController } from './http/saved-searches.controller.js';
import { SkillListController } from './http/skill-list.controller.js';
import './permissions.js';
import { ApplicationLinkRepository } from './persistence/application-link.repository.js';
import { CandidateChangeRepository } from './persistence/candidate-change.repository.js';
import { CandidateKeyRepository } from './persistence/candidate-key.repository.js';
import { CandidateSkillRepository } from './persistence/candidate-skill.repository.js';
import { CandidateRepository } from './persistence/candidate.repository.js';
import { MergeRepository } from './persistence/merge.repository.js';
import { NoteRepository } from './persistence/note.repository.js';
import { ResumeRepository } from './persistence/resume.repository.js';
import { SavedSearchRepository } from './persistence/saved-search.repository.js';
import { SearchMatchRepository } from './persistence/search-match.repository.js';
import { SkillListRepository } from './persistence/skill-list.repository.js';
import { DescribeCandidates } from './queries/describe-candidates.query.js';
import { EnrichCandidate } from './queries/enrich-candidate.query.js';
import { FindDuplicates } from './queries/find-duplicates.query.js';
import { ListCandidates } from './queries/list-candidates.query.js';
import { ListResumes } from './queries/list-resumes.query.js';
import { OpenCandidates } from './queries/open-candidates.query.js';
import { OpenResumes } from './queries/open-resumes.query.js';
import { OwnApplicants } from './queries/own-applicants.query.js';
import { OpenSavedSearches } from './queries/open-saved-searches.query.js';
import { PreviewMerge } from './queries/preview-merge.query.js';
import { ReadCandidate } from './queries/read-candidate.query.js';
import { ReadMerge } from './queries/read-merge.query.js';
import { ReadResume } from './queries/read-resume.query.js';
import { ReadSavedSearches } from './queries/read-saved-searches.query.js';
import { ReadSkillList } from './queries/read-skill-list.query.js';
import { ReadTimeline } from './queries/read-timeline.query.js';
import { SearchCandidates } from './queries/search-candidates.query.js';
import { AddResume } from './use-cases/add-resume.use-case.js';
import { ChangeCandidate } from './use-cases/change-candidate.use-case.js';
import { ChangeSavedSearch } from './use-cases/change-saved-search.use-case.js';
import { CreateCandidate } from './use-cases/create-candidate.use-case.js';
import { DeleteSavedSearch } from './use-cases/delete-saved-search.use-case.js';
import { MakePrimary } from './use-cases/make-primary.use-case.js';
import { MergeCandidates } from './use-cases/merge-candidates.use-case.js';
import { NotePhone } from './use-cases/note-phone.use-case.js';
import { RefreshPerson } from './use-cases/refresh-person.use-case.js';
import { RequestReparse } from './use-cases/request-reparse.use-case.js';
import { ChangeSkillList } from './use-cases/change-skill-list.use-case.js';
import { RequestParse } from './use-cases/request-parse.use-case.js';
import { SaveSearch } from './use-cases/save-search.use-case.js';
import { UndoMerge } from './use-cases/undo-merge.use-case.js';
import { WriteNote } from './use-cases/write-note.use-case.js';

@Module({
  imports: [candidatesContext, HttpModule],
  controllers: [
    CandidateMergesController,
    CandidateSearchController,
    CandidatesController,
    CandidateNotesController,
    CandidateTimelineController,
    ResumesController,
    SavedSearchesController,
    SkillListController,
  ],
  providers: [
    AddResume,
    ApplicationLinkRepository,
    CandidateChangeRepository,
    CandidateKeyRepository,
    CandidateRepository,
    CandidateSkillRepository,
    ChangeCandidate,
    ChangeSavedSearch,
    CreateCandidate,
    ChangeSkillList,
    DeleteSavedSearch,
    DescribeCandidates,
    EnrichCandidate,
    FindDuplicates,
    ListCandidates,
    ListResumes,
    MakePrimary,
    MergeCandidates,
    MergeRepository,
    NotePhone,
    NoteRepository,
    OpenCandidates,
    OpenResumes,
    OpenSavedSearches,
    OwnApplicants,
    PreviewMerge,
    ReadCandidate,
    ReadMerge,
    ReadResume,
    RefreshPerson,
    ReadSavedSearches,
    ReadSkillList,
    ReadTimeline,
    RequestParse,
    RequestReparse,
    ResumeRepository,
    SaveSearch,
    SavedSearchRepository,
    SearchCandidates,
    SearchMatchRepository,
    UndoMerge,
    SkillListRepository,
    WriteNote,
    virusScannerProvider,
  ],
})
export class CandidatesHttpModule {}
