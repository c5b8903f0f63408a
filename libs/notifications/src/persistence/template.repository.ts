import { Injectable } from '@nestjs/common';
import { isConflict, staleVersion } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { CustomTemplate } from '../domain/custom-template.js';
import type { CandidateTemplate } from '../domain/message.js';

/** One version of what an organization writes instead of built-in mails. */
export interface TemplatesVersion {
  readonly version: number;
  readonly templates: Readonly<Partial<Record<CandidateTemplate, CustomTemplate>>>;
  readonly createdBy: string | null;
  readonly createdAt: Date | null;
}

const BUILT_IN: TemplatesVersion = { version: 0, templates: {}, createdBy: null, createdAt: null };

/** Versions of the templates of the organization of `tx`; none ever changes. */
@Injectable()
export class TemplateRepository {
  async current(tx: Tx): Promise<TemplatesVersion> {
    const [row] = await tx.query<TemplatesVersion>(
      `SELECT version, templates, created_by AS "createdBy", created_at AS "createdAt"
         FROM notifications.templates ORDER BY version DESC LIMIT 1`,
    );
    return row ?? BUILT_IN;
  }

  /** Throws `notifications.templates_changed` when somebody else made this version. */
  async insert(tx: Tx, organizationId: string, { version, templates, createdBy, createdAt }: TemplatesVersion): Promise<void> {
    await tx
      .execute(
        'INSERT INTO notifications.templates (organization_id, version, templates, created_by, created_at) VALUES ($1, $2, $3::jsonb, $4, $5)',
        [organizationId, version, JSON.stringify(templates), createdBy, createdAt],
      )
      .catch((error: unknown) => {
        throw isConflict(error, 'templates_pkey') ? staleVersion('notifications.templates_changed') : error;
      });
  }
}
