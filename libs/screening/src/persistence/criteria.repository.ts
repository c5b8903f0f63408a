import { Injectable } from '@nestjs/common';
import { Keyring, organizationKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { withDefaults } from '../domain/criteria.js';
import type { CriteriaDocument } from '../domain/criteria.js';
import { recipientsContext } from '../domain/sealed-contexts.js';

/** One version of the criteria of a job. */
export interface CriteriaVersion {
  readonly version: number;
  readonly criteria: CriteriaDocument;
  readonly createdBy: string | null;
  readonly createdAt: Date | null;
}

/** Before anybody set criteria: applications are ranked by the text of the job. */
export const NO_CRITERIA: CriteriaVersion = { version: 0, criteria: withDefaults({}), createdBy: null, createdAt: null };

interface CriteriaRow {
  readonly job_id: string;
  readonly version: number;
  readonly document: CriteriaDocument;
  readonly email_recipients: string;
  readonly created_by: string;
  readonly created_at: Date;
}

/** Criteria are immutable; a change is a new version. The addresses in them are sealed. */
@Injectable()
export class CriteriaRepository {
  constructor(private readonly keyring: Keyring) {}

  async current(tx: Tx, organizationId: string, jobId: string): Promise<CriteriaVersion> {
    const [newest] = await this.newest(tx, organizationId, jobId, 1);
    return newest ?? NO_CRITERIA;
  }

  /** The newest versions, newest first. */
  async newest(tx: Tx, organizationId: string, jobId: string, limit: number): Promise<CriteriaVersion[]> {
    const rows = await tx.query<CriteriaRow>(
      'SELECT * FROM screening.screening_criteria WHERE job_id = $1 ORDER BY version DESC LIMIT $2',
      [jobId, limit],
    );
    return this.open(organizationId, rows);
  }

  /** A version that a record names. */
  async find(tx: Tx, organizationId: string, jobId: string, version: number): Promise<CriteriaVersion | null> {
    if (version === 0) return NO_CRITERIA;
    const rows = await tx.query<CriteriaRow>('SELECT * FROM screening.screening_criteria WHERE job_id = $1 AND version = $2', [
      jobId,
      version,
    ]);
    const [found] = await this.open(organizationId, rows);
    return found ?? null;
  }

  /** The newest versions of many jobs, without addresses; those of which nobody has set any are left out. */
  async documents(tx: Tx, jobIds: readonly string[]): Promise<Map<string, Pick<CriteriaVersion, 'version' | 'criteria'>>> {
    const rows = await tx.query<Pick<CriteriaRow, 'job_id' | 'version' | 'document'>>(
      `SELECT DISTINCT ON (job_id) job_id, version, document FROM screening.screening_criteria WHERE job_id = ANY($1::uuid[])
        ORDER BY job_id, version DESC`,
      [jobIds],
    );
    return new Map(rows.map(({ job_id, version, document }) => [job_id, { version, criteria: withDefaults(document) }]));
  }

  async insert(tx: Tx, organizationId: string, jobId: string, { version, criteria, createdBy, createdAt }: CriteriaVersion): Promise<void> {
    const { emailRecipients, ...notifications } = criteria.notifications;
    const sealed = await this.keyring.seal(
      organizationId,
      organizationKey,
      recipientsContext(jobId, version),
      JSON.stringify(emailRecipients),
    );
    await tx.execute(
      `INSERT INTO screening.screening_criteria (organization_id, job_id, version, document, email_recipients, created_by, created_at)
       VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
      [organizationId, jobId, version, JSON.stringify({ ...criteria, notifications }), sealed, createdBy, createdAt],
    );
  }

  private async open(organizationId: string, rows: readonly CriteriaRow[]): Promise<CriteriaVersion[]> {
    const sealed = rows.map((row) => ({ context: recipientsContext(row.job_id, row.version), sealed: row.email_recipients }));
    const opened = await this.keyring.openAll(organizationId, sealed);
    return rows.map((row, index) => {
      const emailRecipients = JSON.parse(opened[index] ?? '[]') as string[];
      const notifications = { ...row.document.notifications, emailRecipients };
      // The database keeps fields in an order of its own; this restores ours.
      const criteria = withDefaults({ ...row.document, notifications });
      return { version: row.version, criteria, createdBy: row.created_by, createdAt: row.created_at };
    });
  }
}
