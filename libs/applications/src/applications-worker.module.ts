import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { TaskQueue } from '@shortlist/platform';
import { applicationsContext } from './applications.context.js';
import { OnApplicationsAiScreened } from './consumers/on-applications-ai-screened.consumer.js';
import { OnApplicationsResubmitted } from './consumers/on-applications-resubmitted.consumer.js';
import { OnApplicationsSubmitted } from './consumers/on-applications-submitted.consumer.js';
import { OnCandidatesLinked } from './consumers/on-candidates-linked.consumer.js';
import { OnCandidatesRelinked } from './consumers/on-candidates-relinked.consumer.js';
import { OnJobsChanged } from './consumers/on-jobs-changed.consumer.js';
import { OnOrganizationsChanged } from './consumers/on-organizations-changed.consumer.js';
import { OnResumesParsed } from './consumers/on-resumes-parsed.consumer.js';
import { OnScreeningsOverridden } from './consumers/on-screenings-overridden.consumer.js';
import { OnScreeningsStarted } from './consumers/on-screenings-started.consumer.js';
import { OnShortlistsUpdated } from './consumers/on-shortlists-updated.consumer.js';
import { ApplicationRepository } from './persistence/application.repository.js';
import { CandidateCopyRepository } from './persistence/candidate-copy.repository.js';
import { SubmissionRepository } from './persistence/submission.repository.js';
import { UploadRepository } from './persistence/upload.repository.js';
import { PendingSubmissions } from './queries/pending-submissions.query.js';
import { removeOrphanedUploadsTask } from './tasks.js';
import { MoveApplication } from './use-cases/move-application.use-case.js';
import { RecordOverride } from './use-cases/record-override.use-case.js';
import { RecordScreening } from './use-cases/record-screening.use-case.js';
import { RemoveOrphanedUploads } from './use-cases/remove-orphaned-uploads.use-case.js';
import { ReplaceApplication } from './use-cases/replace-application.use-case.js';
import { StoreSubmissions } from './use-cases/store-submissions.use-case.js';

@Module({
  imports: [applicationsContext],
  controllers: [
    OnApplicationsAiScreened,
    OnApplicationsResubmitted,
    OnApplicationsSubmitted,
    OnCandidatesLinked,
    OnCandidatesRelinked,
    OnJobsChanged,
    OnOrganizationsChanged,
    OnResumesParsed,
    OnScreeningsOverridden,
    OnScreeningsStarted,
    OnShortlistsUpdated,
  ],
  providers: [
    ApplicationRepository,
    CandidateCopyRepository,
    MoveApplication,
    PendingSubmissions,
    RecordOverride,
    RecordScreening,
    RemoveOrphanedUploads,
    ReplaceApplication,
    StoreSubmissions,
    SubmissionRepository,
    UploadRepository,
  ],
})
export class ApplicationsWorkerModule implements OnApplicationBootstrap {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly removeOrphanedUploads: RemoveOrphanedUploads,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(removeOrphanedUploadsTask, (_input, run) => this.removeOrphanedUploads.execute(run));
  }
}
