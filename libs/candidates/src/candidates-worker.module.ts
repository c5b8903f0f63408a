import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Environment, HealthChecks, Reconciler, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { HealthResult, Tx } from '@shortlist/platform';
import { CandidatesSearchModule } from './candidates-search.module.js';
import { candidatesContext } from './candidates.context.js';
import { OnApplicationsReceived } from './consumers/on-applications-received.consumer.js';
import { OnApplicationsReplaced } from './consumers/on-applications-replaced.consumer.js';
import { OnCandidatesCreated } from './consumers/on-candidates-created.consumer.js';
import { OnCandidatesMerged } from './consumers/on-candidates-merged.consumer.js';
import { OnCandidatesUnmerged } from './consumers/on-candidates-unmerged.consumer.js';
import { OnCandidatesUpdated } from './consumers/on-candidates-updated.consumer.js';
import { OnJobsChanged } from './consumers/on-jobs-changed.consumer.js';
import { ParserPool, VirusScanner, startParserPool, virusScannerProvider } from '@shortlist/resume-reader';
import { ApplicationLinkRepository } from './persistence/application-link.repository.js';
import { CandidateChangeRepository } from './persistence/candidate-change.repository.js';
import { CandidateKeyRepository } from './persistence/candidate-key.repository.js';
import { CandidateSkillRepository } from './persistence/candidate-skill.repository.js';
import { CandidateRepository } from './persistence/candidate.repository.js';
import { ChangedCandidateRepository } from './persistence/changed-candidate.repository.js';
import { NoteRepository } from './persistence/note.repository.js';
import { ResumeRepository } from './persistence/resume.repository.js';
import { SavedSearchRepository } from './persistence/saved-search.repository.js';
import { SearchMatchRepository } from './persistence/search-match.repository.js';
import { SkillListRepository } from './persistence/skill-list.repository.js';
import { DescribeCandidates } from './queries/describe-candidates.query.js';
import { OpenCandidates } from './queries/open-candidates.query.js';
import { OpenResumes } from './queries/open-resumes.query.js';
import { OpenSavedSearches } from './queries/open-saved-searches.query.js';
import { SearchCandidates } from './queries/search-candidates.query.js';
import { alertSearchesTask } from './tasks/alert-searches.js';
import { indexCandidateTask } from './tasks/index-candidate.js';
import { compareSearchTask, rebuildSearchTask } from './tasks/keep-search.js';
import { PARSES_AT_ONCE, parseResumeTask } from './tasks/parse-resume.js';
import { reparseResumesTask } from './tasks/reparse-resumes.js';
import { AlertSearches } from './use-cases/alert-searches.use-case.js';
import { CompareChanged } from './use-cases/compare-changed.use-case.js';
import { CompareSearch } from './use-cases/compare-search.use-case.js';
import { CompleteCandidate } from './use-cases/complete-candidate.use-case.js';
import { IndexCandidate } from './use-cases/index-candidate.use-case.js';
import { LearnSearch } from './use-cases/learn-search.use-case.js';
import { NotePhone } from './use-cases/note-phone.use-case.js';
import { ParseResume } from './use-cases/parse-resume.use-case.js';
import { RebuildSearch } from './use-cases/rebuild-search.use-case.js';
import { ReceiveApplication } from './use-cases/receive-application.use-case.js';
import { RecordParseFailure } from './use-cases/record-parse-failure.use-case.js';
import { RecordParse } from './use-cases/record-parse.use-case.js';
import { RefreshPerson } from './use-cases/refresh-person.use-case.js';
import { ReparseResumes } from './use-cases/reparse-resumes.use-case.js';
import { ReviveUnreadResumes } from './use-cases/revive-unread-resumes.use-case.js';
import { TellOfMatches } from './use-cases/tell-of-matches.use-case.js';

@Module({
  imports: [candidatesContext, CandidatesSearchModule],
  controllers: [
    OnApplicationsReceived,
    OnApplicationsReplaced,
    OnCandidatesCreated,
    OnCandidatesMerged,
    OnCandidatesUnmerged,
    OnCandidatesUpdated,
    OnJobsChanged,
  ],
  providers: [
    AlertSearches,
    ApplicationLinkRepository,
    CandidateChangeRepository,
    CandidateKeyRepository,
    CandidateRepository,
    CandidateSkillRepository,
    ChangedCandidateRepository,
    CompareChanged,
    CompleteCandidate,
    DescribeCandidates,
    LearnSearch,
    NotePhone,
    NoteRepository,
    OpenCandidates,
    OpenResumes,
    OpenSavedSearches,
    ParseResume,
    ReceiveApplication,
    RecordParse,
    RecordParseFailure,
    RefreshPerson,
    ReparseResumes,
    ResumeRepository,
    ReviveUnreadResumes,
    SavedSearchRepository,
    SearchCandidates,
    SearchMatchRepository,
    SkillListRepository,
    TellOfMatches,
    virusScannerProvider,
    { provide: ParserPool, inject: [Environment], useFactory: (environment: Environment) => startParserPool(environment, PARSES_AT_ONCE) },
  ],
})
export class CandidatesWorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly parseResume: ParseResume,
    private readonly indexCandidate: IndexCandidate,
    private readonly rebuildSearch: RebuildSearch,
    private readonly compareSearch: CompareSearch,
    private readonly reparseResumes: ReparseResumes,
    private readonly parserPool: ParserPool,
    private readonly scanner: VirusScanner,
    private readonly health: HealthChecks,
    private readonly reconciler: Reconciler,
    private readonly unitOfWork: UnitOfWork,
    private readonly reviveUnreadResumes: ReviveUnreadResumes,
    private readonly alertSearches: AlertSearches,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.registerHealth();
    await this.tasks.work(parseResumeTask, (task, run) => this.parseResume.execute(task, run));
    await this.tasks.work(reparseResumesTask, (task, run) => this.reparseResumes.execute(task, run));
    const repairs = [{ state: 'resume_unread', repair: (tx: Tx, id: string) => this.reviveUnreadResumes.execute(tx, id) }];
    await this.reconciler.watch('candidates', this.unitOfWork, repairs);
    await this.tasks.work(rebuildSearchTask, (_task, { signal }) => this.rebuildSearch.executeIfLost(signal));
    await this.tasks.work(compareSearchTask, async (_task, { signal }) => void (await this.compareSearch.execute(signal)));
    await this.tasks.work(alertSearchesTask, (_task, { signal }) => this.alertSearches.execute(signal));
    await this.tasks.workTogether(indexCandidateTask, (tasks) => this.indexCandidate.execute(tasks.map(({ data }) => data)));
  }

  /** Neither is needed to serve: resumes wait for a scanner that is away, and scans end as `needs_ocr`. */
  private registerHealth(): void {
    const { scanner, parserPool } = this;
    const scan = async (): Promise<HealthResult> => ({ ok: await scanner.isReachable(), detail: { scanner: scanner.kind } });
    this.health.register({ name: 'virus_scan', required: false, run: scan });
    this.health.register({ name: 'ocr', required: false, run: async () => ({ ok: true, detail: { found: parserPool.recognizes } }) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.parserPool.close();
  }
}
