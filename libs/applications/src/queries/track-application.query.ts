import { Injectable } from '@nestjs/common';
import type { ApplicationStatus } from '@shortlist/contracts';
import { SigningSecret, UnitOfWork, verifyTrackingToken } from '@shortlist/platform';
import { CANDIDATE_VIEW } from '../domain/candidate-view.js';
import { ApplicationRepository, applicationNotFound } from '../persistence/application.repository.js';

export interface TrackedApplication {
  readonly id: string;
  readonly status: ApplicationStatus;
  readonly stage: string;
  readonly whatHappensNext: string;
  readonly seenByPerson: boolean;
  readonly jobTitle: string | null;
  readonly organizationName: string | null;
  readonly receivedAt: string | null;
}

interface Names {
  readonly title: string | null;
  readonly name: string | null;
}

/** Where an application stands, for whoever holds its token. Answers `received` also before the row exists, and to duplicates for good. */
@Injectable()
export class TrackApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly secret: SigningSecret,
  ) {}

  async execute(receiptId: string, token: string): Promise<TrackedApplication> {
    const tenant = verifyTrackingToken(this.secret, receiptId, token);
    if (!tenant) throw applicationNotFound();
    return this.unitOfWork.run(tenant, async (tx) => {
      const receipt = await this.applications.findByReceipt(tx, receiptId);
      // Whoever typed somebody's address learns nothing about that person; the mail to the address leads to the application (ADR 31).
      const application = receipt && !receipt.isDuplicate ? receipt.application : null;
      const [names] = await tx.query<Names>(
        `SELECT (SELECT title FROM applications.job_copies WHERE job_id = $1) AS title,
                (SELECT name FROM applications.organization_copies LIMIT 1) AS name`,
        [receipt?.application.jobId ?? null],
      );
      const status = application?.status ?? 'received';
      return {
        id: application?.id ?? receiptId,
        status,
        ...CANDIDATE_VIEW[status],
        seenByPerson: (application?.firstViewedAt ?? null) !== null,
        jobTitle: names?.title ?? null,
        organizationName: names?.name ?? null,
        receivedAt: application?.receivedAt.toISOString() ?? null,
      };
    });
  }
}
