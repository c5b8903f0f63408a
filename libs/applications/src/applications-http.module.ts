import { Module } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { applicationsContext } from './applications.context.js';
import { ApplicationsController } from './http/applications.controller.js';
import { FeedbackController } from './http/feedback.controller.js';
import { SubmissionsController } from './http/submissions.controller.js';
import './permissions.js';
import { ApplicationRepository } from './persistence/application.repository.js';
import { CandidateCopyRepository } from './persistence/candidate-copy.repository.js';
import { FeedbackRepository } from './persistence/feedback.repository.js';
import { FindJob } from './queries/find-job.query.js';
import { ListApplications } from './queries/list-applications.query.js';
import { ListFeedback } from './queries/list-feedback.query.js';
import { OpenSubmissions } from './queries/open-submissions.query.js';
import { ReadApplication } from './queries/read-application.query.js';
import { TrackApplication } from './queries/track-application.query.js';
import { DeleteApplication } from './use-cases/delete-application.use-case.js';
import { GiveFeedback } from './use-cases/give-feedback.use-case.js';
import { MoveApplication } from './use-cases/move-application.use-case.js';
import { RequestUpload } from './use-cases/request-upload.use-case.js';
import { SubmitApplication } from './use-cases/submit-application.use-case.js';

@Module({
  imports: [applicationsContext, HttpModule],
  controllers: [SubmissionsController, ApplicationsController, FeedbackController],
  providers: [
    ApplicationRepository,
    CandidateCopyRepository,
    DeleteApplication,
    FeedbackRepository,
    FindJob,
    GiveFeedback,
    ListApplications,
    ListFeedback,
    MoveApplication,
    OpenSubmissions,
    ReadApplication,
    RequestUpload,
    SubmitApplication,
    TrackApplication,
  ],
})
export class ApplicationsHttpModule {}
