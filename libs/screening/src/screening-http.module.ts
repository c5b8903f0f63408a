import { Module } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { CriteriaController } from './http/criteria.controller.js';
import { ScreeningsController } from './http/screenings.controller.js';
import { ShadowsController } from './http/shadows.controller.js';
import { SamplesController } from './http/samples.controller.js';
import { ShortlistsController } from './http/shortlists.controller.js';
import './permissions.js';
import { CandidateMergeRepository } from './persistence/candidate-merge.repository.js';
import { CriteriaRepository } from './persistence/criteria.repository.js';
import { JobRepository } from './persistence/job.repository.js';
import { SampleRepository } from './persistence/sample.repository.js';
import { ScreeningRepository } from './persistence/screening.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ShadowRepository } from './persistence/shadow.repository.js';
import { ShortlistChangeRepository } from './persistence/shortlist-change.repository.js';
import { ShortlistRepository } from './persistence/shortlist.repository.js';
import { SkillListCopyRepository } from './persistence/skill-list-copy.repository.js';
import { SubjectRepository } from './persistence/subject.repository.js';
import { FindJob } from './queries/find-job.query.js';
import { OpenProfile } from './queries/open-profile.query.js';
import { OpenScoredProfile } from './queries/open-scored-profile.query.js';
import { ReadCriteria } from './queries/read-criteria.query.js';
import { ReadScoringBasis } from './queries/read-scoring-basis.query.js';
import { ReadSample } from './queries/read-sample.query.js';
import { ReadScreening } from './queries/read-screening.query.js';
import { ReadShadow } from './queries/read-shadow.query.js';
import { ListShortlistChanges } from './queries/list-shortlist-changes.query.js';
import { ReadShortlist } from './queries/read-shortlist.query.js';
import { ReplayScreening } from './queries/replay-screening.query.js';
import { screeningContext } from './screening.context.js';
import { ChangeCriteria } from './use-cases/change-criteria.use-case.js';
import { DrawSample } from './use-cases/draw-sample.use-case.js';
import { JudgeSampled } from './use-cases/judge-sampled.use-case.js';
import { OverrideScreening } from './use-cases/override-screening.use-case.js';
import { RequestShadow } from './use-cases/request-shadow.use-case.js';
import { RerunScreenings } from './use-cases/rerun-screenings.use-case.js';
import { AnnounceShortlist } from './use-cases/announce-shortlist.use-case.js';
import { UpdateShortlist } from './use-cases/update-shortlist.use-case.js';
import { FeedbackCopyRepository } from './persistence/feedback-copy.repository.js';
import { MatchRepository } from './persistence/match.repository.js';
import { ReadAgreement } from './queries/read-agreement.query.js';
import { AgreementController } from './http/agreement.controller.js';
import { MatchJobRepository } from './persistence/match-job.repository.js';
import { MatchStatisticsRepository } from './persistence/match-statistics.repository.js';
import { MatchRowRepository } from './persistence/match-row.repository.js';
import { NoiseRepository } from './persistence/noise.repository.js';
import { ProfileCopyRepository } from './persistence/profile-copy.repository.js';
import { PrepareMatching } from './queries/prepare-matching.query.js';
import { RequestMatching } from './use-cases/request-matching.use-case.js';
import { AnnounceMatchStatistics } from './use-cases/announce-match-statistics.use-case.js';
import { AnalyzeMatch } from './use-cases/analyze-match.use-case.js';
import { AnalyzeTop } from './use-cases/analyze-top.use-case.js';
import { ReadPair } from './queries/read-pair.query.js';
import { ReadMatches } from './queries/read-matches.query.js';
import { ChangeMatchStatus } from './use-cases/change-match-status.use-case.js';
import { JobMatchesController } from './http/job-matches.controller.js';
import { MatchesController } from './http/matches.controller.js';
import { DemographicsRepository } from './persistence/demographics.repository.js';
import { FairnessReportRepository } from './persistence/fairness-report.repository.js';
import { ReportFairness } from './use-cases/report-fairness.use-case.js';
import { ReadFairness } from './queries/read-fairness.query.js';
import { RecordDemographics } from './use-cases/record-demographics.use-case.js';
import { FairnessController } from './http/fairness.controller.js';
import { ReadUsage } from './queries/read-usage.query.js';
import { ReadModelSettings } from './queries/read-model-settings.query.js';
import { ChangeModelSettings } from './use-cases/change-model-settings.use-case.js';
import { ModelSettingsController } from './http/model-settings.controller.js';
import { UsageController } from './http/usage.controller.js';
import { virusScannerProvider } from '@shortlist/resume-reader';
import { CvReader } from './cv-reading/cv-reader.js';
import { CvAnalysisController } from './http/cv-analysis.controller.js';
import { AnalyzeCv } from './use-cases/analyze-cv.use-case.js';
import { EstablishFacts } from './use-cases/establish-facts.use-case.js';
import { KeptAnalyses } from './use-cases/kept-analyses.js';

@Module({
  imports: [screeningContext, HttpModule],
  controllers: [
    AgreementController,
    FairnessController,
    CriteriaController,
    CvAnalysisController,
    MatchesController,
    JobMatchesController,
    ModelSettingsController,
    ScreeningsController,
    ShadowsController,
    SamplesController,
    ShortlistsController,
    UsageController,
  ],
  providers: [
    AnnounceShortlist,
    CandidateMergeRepository,
    FeedbackCopyRepository,
    MatchRepository,
    ReadAgreement,
    DemographicsRepository,
    FairnessReportRepository,
    ReportFairness,
    ReadFairness,
    RecordDemographics,
    MatchJobRepository,
    MatchRowRepository,
    NoiseRepository,
    ProfileCopyRepository,
    PrepareMatching,
    RequestMatching,
    AnalyzeMatch,
    AnnounceMatchStatistics,
    MatchStatisticsRepository,
    AnalyzeTop,
    AnalyzeCv,
    CvReader,
    virusScannerProvider,
    EstablishFacts,
    KeptAnalyses,
    ReadPair,
    ReadMatches,
    ChangeMatchStatus,
    ChangeCriteria,
    ChangeModelSettings,
    CriteriaRepository,
    FindJob,
    JobRepository,
    OpenProfile,
    OpenScoredProfile,
    DrawSample,
    JudgeSampled,
    OverrideScreening,
    ReadCriteria,
    ReadModelSettings,
    ReadScoringBasis,
    ReadSample,
    ReadScreening,
    ReadShadow,
    ListShortlistChanges,
    ReadShortlist,
    ReadUsage,
    ReplayScreening,
    RequestShadow,
    RerunScreenings,
    SampleRepository,
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
export class ScreeningHttpModule {}
