import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

export interface ApplicationCopy {
  readonly candidateKey: string;
  readonly submitter: 'candidate' | 'staff';
}

export interface JobCopy {
  readonly jobId: string;
  readonly title: string;
  readonly hiringManagerId?: string | null;
}

/** What mail needs to know of other contexts. Every write is inside the organization of `tx`. */
@Injectable()
export class CopiesRepository {
  async saveOrganization(tx: Tx, organizationId: string, name: string, version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.organization_copies AS copy (organization_id, name, version) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id) DO UPDATE SET name = excluded.name, version = excluded.version WHERE copy.version < excluded.version`,
      [organizationId, name, version],
    );
  }

  async saveMutedKinds(tx: Tx, organizationId: string, userId: string, kinds: readonly string[], version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.muted_kinds AS copy (organization_id, user_id, kinds, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, user_id) DO UPDATE SET kinds = excluded.kinds, version = excluded.version WHERE copy.version < excluded.version`,
      [organizationId, userId, kinds, version],
    );
  }

  async saveMember(tx: Tx, organizationId: string, userId: string, details: string, version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.member_copies AS copy (organization_id, user_id, details, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, user_id) DO UPDATE SET details = excluded.details, version = excluded.version WHERE copy.version < excluded.version`,
      [organizationId, userId, details, version],
    );
  }

  /** As auth sealed them; null for who is no member. */
  async memberDetails(tx: Tx, userId: string): Promise<string | null> {
    const [copy] = await tx.query<{ details: string }>('SELECT details FROM notifications.member_copies WHERE user_id = $1', [userId]);
    return copy?.details ?? null;
  }

  async saveJob(tx: Tx, organizationId: string, { jobId, title, hiringManagerId }: JobCopy, version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.job_copies AS copy (organization_id, job_id, title, hiring_manager_id, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organization_id, job_id) DO UPDATE
         SET title = excluded.title, hiring_manager_id = excluded.hiring_manager_id, version = excluded.version WHERE copy.version < excluded.version`,
      [organizationId, jobId, title, hiringManagerId ?? null, version],
    );
  }

  async saveApplication(tx: Tx, organizationId: string, applicationId: string, copy: ApplicationCopy): Promise<void> {
    await tx.execute(
      `INSERT INTO notifications.application_copies (organization_id, application_id, candidate_key, submitter) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [organizationId, applicationId, copy.candidateKey, copy.submitter],
    );
  }

  /** False when this or a newer version of the job's shortlist is known already. */
  async advanceShortlist(tx: Tx, organizationId: string, jobId: string, version: number): Promise<boolean> {
    const changed = await tx.execute(
      `INSERT INTO notifications.shortlist_copies AS copy (organization_id, job_id, version) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET version = excluded.version WHERE copy.version < excluded.version`,
      [organizationId, jobId, version],
    );
    return changed === 1;
  }

  async application(tx: Tx, applicationId: string): Promise<ApplicationCopy | null> {
    const [copy] = await tx.query<ApplicationCopy>(
      'SELECT candidate_key AS "candidateKey", submitter FROM notifications.application_copies WHERE application_id = $1',
      [applicationId],
    );
    return copy ?? null;
  }

  async jobTitle(tx: Tx, jobId: string): Promise<string | null> {
    const [copy] = await tx.query<{ title: string }>('SELECT title FROM notifications.job_copies WHERE job_id = $1', [jobId]);
    return copy?.title ?? null;
  }

  async organizationName(tx: Tx): Promise<string | null> {
    const [copy] = await tx.query<{ name: string }>('SELECT name FROM notifications.organization_copies');
    return copy?.name ?? null;
  }
}
