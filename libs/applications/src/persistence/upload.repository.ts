import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';

export interface KeptUpload {
  readonly organizationId: string;
  readonly storageKey: string;
}

/** Uploads that stored submissions name, in `applications.kept_uploads`. */
@Injectable()
export class UploadRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** For the worker role, of many organizations at once. */
  async insertKept(tx: Tx, uploads: readonly KeptUpload[]): Promise<void> {
    if (uploads.length === 0) return;
    await tx.execute(
      `INSERT INTO applications.kept_uploads (organization_id, storage_key)
       SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING`,
      [uploads.map((upload) => upload.organizationId), uploads.map((upload) => upload.storageKey)],
    );
  }

  /** Everyone who may have been sent an upload: an upload is for a job. */
  async organizations(): Promise<string[]> {
    const rows = await this.unitOfWork.readAsWorker<{ id: string }>(
      'SELECT DISTINCT organization_id AS id FROM applications.job_copies',
      [],
    );
    return rows.map((row) => row.id);
  }

  /** Since when every upload that a submission names is kept here. */
  async knownSince(tx: Tx): Promise<Date> {
    const [row] = await tx.query<{ since: Date }>('SELECT applications.uploads_known_since() AS since');
    if (!row) throw new Error('a function has a value');
    return row.since;
  }

  /** Which of the objects a submission names. */
  async kept(tx: Tx, storageKeys: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ key: string }>('SELECT storage_key AS key FROM applications.kept_uploads WHERE storage_key = ANY($1)', [
      storageKeys,
    ]);
    return new Set(rows.map((row) => row.key));
  }

  /** A page of those kept since before the instant, in order of key. */
  async keptBefore(tx: Tx, instant: Date, after: string, limit: number): Promise<string[]> {
    const rows = await tx.query<{ key: string }>(
      'SELECT storage_key AS key FROM applications.kept_uploads WHERE created_at < $1 AND storage_key > $2 ORDER BY storage_key LIMIT $3',
      [instant, after, limit],
    );
    return rows.map((row) => row.key);
  }

  async deleteKept(tx: Tx, storageKeys: readonly string[]): Promise<number> {
    return tx.execute('DELETE FROM applications.kept_uploads WHERE storage_key = ANY($1)', [storageKeys]);
  }
}
