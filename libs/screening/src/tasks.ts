import { Id, NestedList, Whole } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class ScreenApplicationTask {
  @Id() organizationId: string;
  @Id() applicationId: string;
  /** Which screening of the application this is; an older one than the newest requested has nothing to do. */
  @Whole(1, 1_000_000) run: number;
}

export const screenApplicationTask = defineTask({
  name: 'screening.screen_application',
  payload: ScreenApplicationTask,
  // Crashes of the process and of the database use up attempts as well; what a profile does wrong is an outcome and needs none.
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 60,
  concurrency: 1,
  together: 16,
});

export class JobTask {
  @Id() organizationId: string;
  @Id() jobId: string;
}

/** Coalesced per job: while one waits, another is not added. */
export const updateShortlistTask = defineTask({
  name: 'screening.update_shortlist',
  payload: JobTask,
  attempts: 15,
  retryDelaySeconds: 1,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 60,
  concurrency: 2,
});

/** Waits for the screenings it asks for: several run at once, so that a large job holds up no small one. */
export const rescreenJobTask = defineTask({
  name: 'screening.rescreen_job',
  payload: JobTask,
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 3_600,
  concurrency: 4,
});

/** Asks for itself again, a minute later, while anything of the job is degraded. */
export const rescoreDegradedTask = defineTask({
  name: 'screening.rescore_degraded',
  payload: JobTask,
  attempts: 15,
  retryDelaySeconds: 5,
  mostRetryDelaySeconds: 60,
  timeoutSeconds: 120,
  concurrency: 2,
});

/** One application of a batch and the run that the batch stands for. */
export class BatchItem {
  @Id() applicationId: string;
  @Whole(1, 1_000_000) run: number;
}

export class ScreenBatchTask {
  @Id() organizationId: string;
  @NestedList(() => BatchItem) items: BatchItem[];
}

export const screenBatchTask = defineTask({
  name: 'screening.screen_batch',
  payload: ScreenBatchTask,
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 900,
  concurrency: 4,
});

export class ShadowTask {
  @Id() organizationId: string;
  @Id() shadowId: string;
}

export const runShadowTask = defineTask({
  name: 'screening.run_shadow',
  payload: ShadowTask,
  attempts: 5,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 3_600,
  concurrency: 1,
});

/** Matches every job of the organization that waits, not only the one it names. */
export const matchJobTask = defineTask({
  name: 'screening.match_job',
  payload: JobTask,
  attempts: 10,
  retryDelaySeconds: 5,
  mostRetryDelaySeconds: 60,
  timeoutSeconds: 7_200,
  concurrency: 1,
});

export class MatchingTask {
  @Id() organizationId: string;
}

/** Coalesced per organization: while one waits, another is not added. */
export const matchCandidatesTask = defineTask({
  name: 'screening.match_candidates',
  payload: MatchingTask,
  attempts: 10,
  retryDelaySeconds: 5,
  mostRetryDelaySeconds: 60,
  timeoutSeconds: 3_600,
  concurrency: 1,
});

/** Coalesced per organization as well. */
export const announceMatchStatisticsTask = defineTask({
  name: 'screening.announce_match_statistics',
  payload: MatchingTask,
  attempts: 10,
  retryDelaySeconds: 5,
  mostRetryDelaySeconds: 60,
  timeoutSeconds: 300,
  concurrency: 1,
});

export class AnalyzeTopTask {
  @Id() organizationId: string;
  @Id() jobId: string;
  @Whole(1, 50) limit: number;
}

export const analyzeTopTask = defineTask({
  name: 'screening.analyze_top',
  payload: AnalyzeTopTask,
  attempts: 5,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 600,
  concurrency: 2,
});

export class ReportFairnessTask {
  @Id() organizationId: string;
  @Id() jobId: string;
  @Id() reportId: string;
  @Id() userId: string;
}

export const reportFairnessTask = defineTask({
  name: 'screening.report_fairness',
  payload: ReportFairnessTask,
  attempts: 5,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 600,
  concurrency: 1,
});
