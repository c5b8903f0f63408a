import { Injectable } from '@nestjs/common';
import type { ApplicationStatus } from '@shortlist/contracts';
import { CodedError, newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { ApplicationEntity } from './application.entity.js';
import { StatusChangeEntity } from './status-change.entity.js';

export interface StatusMove {
  readonly to: ApplicationStatus;
  readonly reason: string | null;
  readonly actor: string;
  readonly automatic: boolean;
  readonly at: Date;
}

/** What a receipt stands for. */
export interface Receipt {
  readonly application: ApplicationEntity;
  /** Its sender only typed the address of somebody who had applied before. */
  readonly isDuplicate: boolean;
}

@Injectable()
export class ApplicationRepository {
  /** The row, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, id: string): Promise<ApplicationEntity> {
    const application = await tx.manager.findOne(ApplicationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!application) throw applicationNotFound();
    return application;
  }

  async find(tx: Tx, id: string): Promise<ApplicationEntity | null> {
    return tx.manager.findOne(ApplicationEntity, { where: { id } });
  }

  /** The application that a receipt names: itself, or the one it is an alias of. A retry may be an alias of an alias. */
  async findByReceipt(tx: Tx, receiptId: string): Promise<Receipt | null> {
    const own = await this.find(tx, receiptId);
    if (own) return { application: own, isDuplicate: false };
    const [alias] = await tx.query<{ id: string; isDuplicate: boolean }>(
      `SELECT coalesce(of.application_id, alias.application_id) AS id, 'duplicate' IN (alias.reason, coalesce(of.reason, '')) AS "isDuplicate"
         FROM applications.receipts alias LEFT JOIN applications.receipts of ON of.id = alias.application_id WHERE alias.id = $1`,
      [receiptId],
    );
    const application = alias && (await this.find(tx, alias.id));
    return application ? { application, isDuplicate: alias.isDuplicate } : null;
  }

  /** Refuses what was deleted and applications to jobs of others than this hiring manager, as if there were none; null reaches every job. */
  async assertReachable(tx: Tx, { jobId, deletedAt }: ApplicationEntity, hiringManagerId: string | null): Promise<void> {
    if (deletedAt) throw applicationNotFound();
    if (hiringManagerId === null) return;
    const own = await tx.query('SELECT 1 FROM applications.job_copies WHERE job_id = $1 AND hiring_manager_id = $2', [
      jobId,
      hiringManagerId,
    ]);
    if (own.length === 0) throw applicationNotFound();
  }

  /** Changes fields of a locked row and raises its version. */
  async update(tx: Tx, application: ApplicationEntity, changes: Partial<ApplicationEntity>): Promise<void> {
    Object.assign(application, changes, { version: application.version + 1 });
    await tx.manager.update(ApplicationEntity, { id: application.id }, { ...changes, version: application.version });
  }

  /** Moves a locked row and writes its history. */
  async updateStatus(tx: Tx, application: ApplicationEntity, move: StatusMove): Promise<StatusChangeEntity> {
    const change = {
      id: newId(),
      organizationId: application.organizationId,
      applicationId: application.id,
      fromStatus: application.status,
      toStatus: move.to,
      reason: move.reason,
      actor: move.actor,
      automatic: move.automatic,
      changedAt: move.at,
    };
    await this.update(tx, application, { status: move.to });
    await tx.manager.insert(StatusChangeEntity, change);
    return change;
  }

  /** Takes a locked row away from staff, and the place of its person in the job with it. */
  async delete(tx: Tx, application: ApplicationEntity, at: Date): Promise<void> {
    await this.update(tx, application, { deletedAt: at });
    const { id, jobId, candidateKey } = application;
    await tx.execute('DELETE FROM applications.application_keys WHERE job_id = $2 AND candidate_key = $3 AND application_id = $1', [
      ...[id, jobId, candidateKey],
    ]);
  }

  /** Notes that a member of staff has looked; the first time counts. */
  async updateFirstViewed(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.execute('UPDATE applications.applications SET first_viewed_at = $2 WHERE id = $1 AND first_viewed_at IS NULL', [id, at]);
  }

  async statusChanges(tx: Tx, applicationId: string): Promise<StatusChangeEntity[]> {
    return tx.manager.find(StatusChangeEntity, { where: { applicationId }, order: { id: 'ASC' } });
  }
}

export function applicationNotFound(): CodedError {
  return new CodedError('applications.not_found', 'not_found', 'There is no such application.');
}
