import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

export interface ApplicationLink {
  readonly applicationId: string;
  readonly jobId: string;
}

/** Through which record each application came, and to which job. */
@Injectable()
export class ApplicationLinkRepository {
  async upsert(tx: Tx, organizationId: string, { applicationId, jobId }: ApplicationLink, candidateId: string): Promise<void> {
    await tx.execute(
      `INSERT INTO candidates.application_links (organization_id, application_id, job_id, candidate_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET candidate_id = excluded.candidate_id, job_id = excluded.job_id`,
      [organizationId, applicationId, jobId, candidateId],
    );
  }

  /** The applications that came through these records, in order of id. */
  async findIds(tx: Tx, candidateIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT application_id AS id FROM candidates.application_links WHERE candidate_id = ANY($1::uuid[]) ORDER BY application_id',
      [candidateIds],
    );
    return rows.map(({ id }) => id);
  }
}
