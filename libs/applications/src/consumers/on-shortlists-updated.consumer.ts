import { Controller } from '@nestjs/common';
import { ShortlistsUpdatedV1, shortlistsUpdatedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';

/** Keeps who is on the shortlist of a job, so that lists of applications can be narrowed to them. */
@Controller()
export class OnShortlistsUpdated {
  @OnEvent(shortlistsUpdatedV1, 'applications.copy_shortlist')
  async handle({ jobId, version, entries }: ShortlistsUpdatedV1, { tx, organizationId }: EventContext): Promise<void> {
    await tx.execute(
      `INSERT INTO applications.shortlist_copies AS copy (organization_id, job_id, version, application_ids) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET version = excluded.version, application_ids = excluded.application_ids
        WHERE copy.version < excluded.version`,
      [organizationId, jobId, version, entries.map(({ applicationId }) => applicationId)],
    );
  }
}
