import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Reconciler, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { OnApplicationsReceived } from './consumers/on-applications-received.consumer.js';
import { OnApplicationsReplaced } from './consumers/on-applications-replaced.consumer.js';
import { OnApplicationsStatusChanged } from './consumers/on-applications-status-changed.consumer.js';
import { OnCandidatesLinked } from './consumers/on-candidates-linked.consumer.js';
import { OnJobsChanged } from './consumers/on-jobs-changed.consumer.js';
import { OnResumesParseFailed } from './consumers/on-resumes-parse-failed.consumer.js';
import { OnResumesParsed } from './consumers/on-resumes-parsed.consumer.js';
import { CriteriaRepository } from './persistence/criteria.repository.js';
import { JobRepository } from './persistence/job.repository.js';
import { ScreeningRepository } from './persistence/screening.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ShortlistRepository } from './persistence/shortlist.repository.js';
import { SubjectRepository } from './persistence/subject.repository.js';
import { OpenProfile } from './queries/open-profile.query.js';
import { ReadScoringBasis } from './queries/read-scoring-basis.query.js';
import { screeningContext } from './screening.context.js';
import { rescreenJobTask, screenApplicationTask, screenBatchTask, updateShortlistTask } from './tasks.js';
import { FollowStatus } from './use-cases/follow-status.use-case.js';
import { OpenSubject } from './use-cases/open-subject.use-case.js';
import { RecordScreening } from './use-cases/record-screening.use-case.js';
import { ReplaceSubject } from './use-cases/replace-subject.use-case.js';
import { RequestScreening } from './use-cases/request-screening.use-case.js';
import { RequestShortlist } from './use-cases/request-shortlist.use-case.js';
import { RescreenJob } from './use-cases/rescreen-job.use-case.js';
import { ReviveScreenings } from './use-cases/revive-screenings.use-case.js';
import { ReviveShortlists } from './use-cases/revive-shortlists.use-case.js';
import { EstablishFacts } from './use-cases/establish-facts.use-case.js';
import { ScreenApplication } from './use-cases/screen-application.use-case.js';
import { ScreenBatch } from './use-cases/screen-batch.use-case.js';
import { UpdateShortlist } from './use-cases/update-shortlist.use-case.js';

@Module({
  imports: [screeningContext],
  controllers: [
    OnApplicationsReceived,
    OnApplicationsReplaced,
    OnApplicationsStatusChanged,
    OnCandidatesLinked,
    OnJobsChanged,
    OnResumesParseFailed,
    OnResumesParsed,
  ],
  providers: [
    CriteriaRepository,
    FollowStatus,
    JobRepository,
    OpenProfile,
    OpenSubject,
    ReadScoringBasis,
    RecordScreening,
    ReplaceSubject,
    RequestScreening,
    RequestShortlist,
    RescreenJob,
    ReviveScreenings,
    ReviveShortlists,
    EstablishFacts,
    ScreenApplication,
    ScreenBatch,
    ScreeningRepository,
    SettingsRepository,
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
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(screenApplicationTask, (data, run) => this.screenApplication.execute(data, run));
    await this.tasks.work(updateShortlistTask, (data) => this.updateShortlist.execute(data));
    await this.tasks.work(screenBatchTask, (data, run) => this.screenBatch.execute(data, run));
    await this.tasks.work(rescreenJobTask, (data, run) => this.rescreenJob.execute(data, run));
    await this.reconciler.watch('screening', this.unitOfWork, [
      { state: 'screening_unrecorded', repair: (tx: Tx, id: string) => this.reviveScreenings.execute(tx, id) },
      { state: 'shortlist_behind', repair: (tx: Tx, id: string) => this.reviveShortlists.execute(tx, id) },
    ]);
  }
}
