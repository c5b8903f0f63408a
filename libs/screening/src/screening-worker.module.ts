import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Reconciler, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { OnApplicationsReceived } from './consumers/on-applications-received.consumer.js';
import { OnApplicationsReplaced } from './consumers/on-applications-replaced.consumer.js';
import { OnApplicationsStatusChanged } from './consumers/on-applications-status-changed.consumer.js';
import { OnCandidatesErased } from './consumers/on-candidates-erased.consumer.js';
import { OnCandidatesLinked } from './consumers/on-candidates-linked.consumer.js';
import { OnCandidatesMerged } from './consumers/on-candidates-merged.consumer.js';
import { OnCandidatesRelinked } from './consumers/on-candidates-relinked.consumer.js';
import { OnCandidatesUnmerged } from './consumers/on-candidates-unmerged.consumer.js';
import { OnFeedbackGiven } from './consumers/on-feedback-given.consumer.js';
import { OnJobsChanged } from './consumers/on-jobs-changed.consumer.js';
import { OnResumesParseFailed } from './consumers/on-resumes-parse-failed.consumer.js';
import { OnResumesParsed } from './consumers/on-resumes-parsed.consumer.js';
import { CandidateMergeRepository } from './persistence/candidate-merge.repository.js';
import { OnSkillListsChanged } from './consumers/on-skill-lists-changed.consumer.js';
import { SkillListCopyRepository } from './persistence/skill-list-copy.repository.js';
import { CriteriaRepository } from './persistence/criteria.repository.js';
import { FeedbackCopyRepository } from './persistence/feedback-copy.repository.js';
import { JobRepository } from './persistence/job.repository.js';
import { ScreeningRepository } from './persistence/screening.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ShadowRepository } from './persistence/shadow.repository.js';
import { ShortlistChangeRepository } from './persistence/shortlist-change.repository.js';
import { ShortlistRepository } from './persistence/shortlist.repository.js';
import { SubjectRepository } from './persistence/subject.repository.js';
import { OpenProfile } from './queries/open-profile.query.js';
import { OpenScoredProfile } from './queries/open-scored-profile.query.js';
import { ReadScoringBasis } from './queries/read-scoring-basis.query.js';
import { screeningContext } from './screening.context.js';
import {
  analyzeTopTask,
  announceMatchStatisticsTask,
  matchCandidatesTask,
  matchJobTask,
  reportFairnessTask,
  rescoreDegradedTask,
  rescreenJobTask,
  runShadowTask,
  screenApplicationTask,
  screenBatchTask,
  updateShortlistTask,
} from './tasks.js';
import { FollowPeople } from './use-cases/follow-people.use-case.js';
import { FollowStatus } from './use-cases/follow-status.use-case.js';
import { OpenSubject } from './use-cases/open-subject.use-case.js';
import { RecordScreening } from './use-cases/record-screening.use-case.js';
import { ReplaceSubject } from './use-cases/replace-subject.use-case.js';
import { RequestScreening } from './use-cases/request-screening.use-case.js';
import { RequestShortlist } from './use-cases/request-shortlist.use-case.js';
import { RescreenJob } from './use-cases/rescreen-job.use-case.js';
import { RescoreDegraded } from './use-cases/rescore-degraded.use-case.js';
import { ReviveScreenings } from './use-cases/revive-screenings.use-case.js';
import { ReviveShortlists } from './use-cases/revive-shortlists.use-case.js';
import { RunShadow } from './use-cases/run-shadow.use-case.js';
import { EstablishFacts } from './use-cases/establish-facts.use-case.js';
import { ScreenApplication } from './use-cases/screen-application.use-case.js';
import { ScreenBatch } from './use-cases/screen-batch.use-case.js';
import { AnnounceShortlist } from './use-cases/announce-shortlist.use-case.js';
import { UpdateShortlist } from './use-cases/update-shortlist.use-case.js';
import { MatchJobRepository } from './persistence/match-job.repository.js';
import { MatchStatisticsRepository } from './persistence/match-statistics.repository.js';
import { MatchRowRepository } from './persistence/match-row.repository.js';
import { ProfileCopyRepository } from './persistence/profile-copy.repository.js';
import { PrepareMatching } from './queries/prepare-matching.query.js';
import { RequestMatching } from './use-cases/request-matching.use-case.js';
import { AnnounceMatchStatistics } from './use-cases/announce-match-statistics.use-case.js';
import { AnalyzeMatch } from './use-cases/analyze-match.use-case.js';
import { AnalyzeTop } from './use-cases/analyze-top.use-case.js';
import { ReadPair } from './queries/read-pair.query.js';
import { FindJob } from './queries/find-job.query.js';
import { MatchRepository } from './persistence/match.repository.js';
import { SaveScores } from './use-cases/save-scores.use-case.js';
import { MatchJobs } from './use-cases/match-jobs.use-case.js';
import { MatchCandidates } from './use-cases/match-candidates.use-case.js';
import { ReviveMatching } from './use-cases/revive-matching.use-case.js';
import { DemographicsRepository } from './persistence/demographics.repository.js';
import { FairnessReportRepository } from './persistence/fairness-report.repository.js';
import { ReportFairness } from './use-cases/report-fairness.use-case.js';

@Module({
  imports: [screeningContext],
  controllers: [
    OnApplicationsReceived,
    OnApplicationsReplaced,
    OnApplicationsStatusChanged,
    OnCandidatesErased,
    OnCandidatesLinked,
    OnCandidatesMerged,
    OnCandidatesRelinked,
    OnCandidatesUnmerged,
    OnFeedbackGiven,
    OnJobsChanged,
    OnResumesParseFailed,
    OnResumesParsed,
    OnSkillListsChanged,
  ],
  providers: [
    AnnounceShortlist,
    CandidateMergeRepository,
    FeedbackCopyRepository,
    DemographicsRepository,
    FairnessReportRepository,
    ReportFairness,
    MatchJobRepository,
    MatchRowRepository,
    ProfileCopyRepository,
    PrepareMatching,
    RequestMatching,
    AnalyzeMatch,
    AnnounceMatchStatistics,
    MatchStatisticsRepository,
    AnalyzeTop,
    ReadPair,
    FindJob,
    MatchRepository,
    SaveScores,
    MatchJobs,
    MatchCandidates,
    ReviveMatching,
    CriteriaRepository,
    FollowPeople,
    FollowStatus,
    JobRepository,
    OpenProfile,
    OpenScoredProfile,
    OpenSubject,
    ReadScoringBasis,
    RecordScreening,
    ReplaceSubject,
    RequestScreening,
    RequestShortlist,
    RescoreDegraded,
    RescreenJob,
    ReviveScreenings,
    ReviveShortlists,
    RunShadow,
    EstablishFacts,
    ScreenApplication,
    ScreenBatch,
    ScreeningRepository,
    SettingsRepository,
    SkillListCopyRepository,
    ShadowRepository,
    ShortlistChangeRepository,
    ShortlistRepository,
    SubjectRepository,
    UpdateShortlist,
  ],
})
export class ScreeningWorkerModule implements OnApplicationBootstrap {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly screenApplication: ScreenApplication,
    private readonly updateShortlist: UpdateShortlist,
    private readonly rescreenJob: RescreenJob,
    private readonly reconciler: Reconciler,
    private readonly unitOfWork: UnitOfWork,
    private readonly reviveScreenings: ReviveScreenings,
    private readonly reviveShortlists: ReviveShortlists,
    private readonly screenBatch: ScreenBatch,
    private readonly rescoreDegraded: RescoreDegraded,
    private readonly runShadow: RunShadow,
    private readonly matchJobs: MatchJobs,
    private readonly matchCandidates: MatchCandidates,
    private readonly analyzeTop: AnalyzeTop,
    private readonly reportFairness: ReportFairness,
    private readonly reviveMatching: ReviveMatching,
    private readonly announceMatchStatistics: AnnounceMatchStatistics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(screenApplicationTask, (data, run) => this.screenApplication.execute(data, run));
    await this.tasks.work(updateShortlistTask, (data) => this.updateShortlist.execute(data));
    await this.tasks.work(screenBatchTask, (data, run) => this.screenBatch.execute(data, run));
    await this.tasks.work(rescoreDegradedTask, (data) => this.rescoreDegraded.execute(data));
    await this.tasks.work(rescreenJobTask, (data, run) => this.rescreenJob.execute(data, run));
    await this.tasks.work(runShadowTask, (data, run) => this.runShadow.execute(data, run));
    await this.tasks.work(matchJobTask, (data, run) => this.matchJobs.execute(data, run));
    await this.tasks.work(matchCandidatesTask, (data, run) => this.matchCandidates.execute(data, run));
    await this.tasks.work(announceMatchStatisticsTask, (data) => this.announceMatchStatistics.execute(data));
    await this.tasks.work(analyzeTopTask, (data, run) => this.analyzeTop.execute(data, run));
    await this.tasks.work(reportFairnessTask, (data, run) => this.reportFairness.execute(data, run));
    await this.reconciler.watch('screening', this.unitOfWork, [
      { state: 'screening_unrecorded', repair: (tx: Tx, id: string) => this.reviveScreenings.execute(tx, id) },
      { state: 'matches_behind', repair: (tx: Tx, id: string) => this.reviveMatching.execute(tx, id) },
      { state: 'match_statistics_behind', repair: (tx: Tx, id: string) => this.announceMatchStatistics.revive(tx, id) },
      { state: 'shortlist_behind', repair: (tx: Tx, id: string) => this.reviveShortlists.execute(tx, id) },
    ]);
  }
}
