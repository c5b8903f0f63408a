import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fairnessAlertRaisedV1 } from '@shortlist/contracts';
import { Clock, ContextRuntime, FAIRNESS_ROLE, Outbox, TaskQueue, UnitOfWork, newId } from '@shortlist/platform';
import type { StaffPrincipal, TaskRun, Tx } from '@shortlist/platform';
import { alertsOf } from '../domain/fairness/alerts.js';
import { DIMENSIONS } from '../domain/fairness/dimensions.js';
import { fairnessFigures } from '../domain/fairness/impact.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { DemographicsRepository } from '../persistence/demographics.repository.js';
import type { SnapshotRow } from '../persistence/demographics.repository.js';
import { FairnessReportRepository } from '../persistence/fairness-report.repository.js';
import type { FairnessReport } from '../persistence/fairness-report.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { reportFairnessTask } from '../tasks.js';
import type { ReportFairnessTask } from '../tasks.js';

/**
 * Freezes how the applications of a job stand beside what people said of themselves, and computes how groups fare. The frozen rows are read with a
 * role that nothing else uses; only counts leave it. Begun again after a crash it finds the rows frozen and the report written once.
 */
@Injectable()
export class ReportFairness {
  constructor(
    private readonly runtime: ContextRuntime,
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
    private readonly demographics: DemographicsRepository,
    private readonly reports: FairnessReportRepository,
    private readonly tasks: TaskQueue,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The id of the report that will be there, and of the task that makes it. */
  async request(caller: StaffPrincipal, jobId: string): Promise<{ reportId: string; taskId: string }> {
    const { organizationId, userId } = caller;
    const reportId = newId();
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const taskId = await this.tasks.announce(tx, reportFairnessTask, { organizationId, jobId, reportId, userId }, jobId);
      return { reportId, taskId };
    });
  }

  async execute({ organizationId, jobId, reportId, userId }: ReportFairnessTask, { report }: Pick<TaskRun, 'report'>): Promise<void> {
    const rows = await this.runtime.reader(FAIRNESS_ROLE).run({ organizationId }, async (tx) => {
      await this.demographics.freeze(tx, organizationId, reportId, jobId);
      return this.demographics.snapshot(tx, reportId);
    });
    const figures = fairnessFigures(
      rows.map(({ score, selected, ...groups }) => ({ score, selected, groups })),
      Object.keys(DIMENSIONS),
    );
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version: criteriaVersion } = await this.criteria.current(tx, organizationId, jobId);
      const made: FairnessReport = {
        ...{ id: reportId, organizationId, jobId, criteriaVersion, applications: rows.length, figures },
        ...{ snapshotHash: hashOf(rows), takenBy: userId, takenAt: this.clock.now() },
      };
      if (await this.reports.insert(tx, made)) await this.raise(tx, made);
    });
    report({ percent: 100, result: { applications: rows.length, alerts: alertsOf(figures).length } });
  }

  private async raise(tx: Tx, { id, organizationId, jobId, figures, takenAt }: FairnessReport): Promise<void> {
    const alerts = alertsOf(figures);
    if (alerts.length === 0) return;
    const data = { reportId: id, jobId, alerts: alerts.slice(0, MOST_ALERTS), raisedAt: takenAt.toISOString() };
    await this.outbox.append(tx, fairnessAlertRaisedV1, data, { organizationId });
  }
}

/** The worst come first; the report has them all. */
const MOST_ALERTS = 50;

/** Field by field, so that the order of columns in the database says nothing. */
function hashOf(rows: readonly SnapshotRow[]): string {
  const hash = createHash('sha256');
  for (const { score, selected, sex, raceEthnicity, ageBand, disability } of rows)
    hash.update(`${JSON.stringify([score, selected, sex, raceEthnicity, ageBand, disability])}\n`);
  return hash.digest('hex');
}
