import { ApplicationsHttpModule, ApplicationsWorkerModule, applicationsMigrations } from '@shortlist/applications';
import { AuthHttpModule, AuthWorkerModule, authMigrations } from '@shortlist/auth';
import { CandidatesHttpModule, CandidatesWorkerModule, candidatesMigrations } from '@shortlist/candidates';
import { JobsHttpModule, JobsWorkerModule, jobsMigrations } from '@shortlist/jobs';
import { NotificationsHttpModule, NotificationsWorkerModule, notificationsMigrations } from '@shortlist/notifications';
import { ScreeningHttpModule, ScreeningWorkerModule, screeningMigrations } from '@shortlist/screening';

/** Every context, in one process. */
export const contextModules = [
  AuthHttpModule,
  AuthWorkerModule,
  JobsHttpModule,
  JobsWorkerModule,
  ApplicationsHttpModule,
  ApplicationsWorkerModule,
  CandidatesHttpModule,
  CandidatesWorkerModule,
  ScreeningHttpModule,
  ScreeningWorkerModule,
  NotificationsHttpModule,
  NotificationsWorkerModule,
];

export const contextMigrations = [
  authMigrations,
  jobsMigrations,
  applicationsMigrations,
  candidatesMigrations,
  screeningMigrations,
  notificationsMigrations,
];
