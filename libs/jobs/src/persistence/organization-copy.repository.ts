import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

/** An organization as auth announced it. */
export interface OrganizationCopy {
  readonly organizationId: string;
  readonly name: string;
  readonly slug: string;
  /** Of auth's aggregate. */
  readonly version: number;
}

@Injectable()
export class OrganizationCopyRepository {
  /** Keeps the newest copy; an older snapshot changes nothing. */
  async store(tx: Tx, { organizationId, name, slug, version }: OrganizationCopy): Promise<void> {
    await tx.execute(
      `INSERT INTO jobs.organization_copies AS copy (organization_id, name, slug, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id) DO UPDATE SET name = excluded.name, slug = excluded.slug, version = excluded.version
        WHERE copy.version < excluded.version`,
      [organizationId, name, slug, version],
    );
  }
}
