import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

/** Through which record each application came. */
@Injectable()
export class ApplicationLinkRepository {
  async upsert(tx: Tx, organizationId: string, applicationId: string, candidateId: string): Promise<void> {
    await tx.execute(
      `INSERT INTO candidates.application_links (organization_id, application_id, candidate_id) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET candidate_id = excluded.candidate_id`,
      [organizationId, applicationId, candidateId],
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
