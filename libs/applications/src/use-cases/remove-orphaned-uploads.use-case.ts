import { Injectable } from '@nestjs/common';
import { Clock, CodedError, Logger, Metrics, ObjectStorage, UnitOfWork, defineMetric, isId, timeOfId } from '@shortlist/platform';
import type { ListedObject, TaskRun } from '@shortlist/platform';
import { UploadRepository } from '../persistence/upload.repository.js';
import { PendingSubmissions } from '../queries/pending-submissions.query.js';

/** An upload can be named in a submission for an hour. */
const ORPHANED_AFTER_MS = 24 * 3_600_000;
const PAGE = 500;

const removedUploads = defineMetric({
  name: 'orphaned_uploads_removed_total',
  type: 'counter',
  help: 'Uploads that no submission named within a day, removed from storage.',
  labels: [],
});

/**
 * Removes uploads that nobody submitted: what lies in quarantine for a day and is named neither by a stored submission nor by one that was
 * accepted and waits. While too many wait to tell, nothing is removed. Forgets uploads that candidates has taken.
 */
@Injectable()
export class RemoveOrphanedUploads {
  private readonly removed;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly uploads: UploadRepository,
    private readonly pending: PendingSubmissions,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.removed = metrics.counter(removedUploads);
  }

  async execute({ signal }: Pick<TaskRun, 'signal'>): Promise<void> {
    const before = new Date(this.clock.now().getTime() - ORPHANED_AFTER_MS);
    // Read once, and only when something is old: what is accepted from then on cannot name an upload of yesterday any more.
    let waiting: ReturnType<PendingSubmissions['execute']> | undefined;
    const pending = (): ReturnType<PendingSubmissions['execute']> => (waiting ??= this.pending.execute());
    for (const organizationId of await this.uploads.organizations()) {
      const count = await this.removeOf(organizationId, before, pending, signal);
      if (count > 0) {
        this.removed.inc(count);
        this.logger.info('orphaned_uploads_removed', { organizationId, count });
      }
      await this.forgetTaken(organizationId, before, signal);
    }
  }

  private async removeOf(
    organizationId: string,
    before: Date,
    pending: PendingSubmissions['execute'],
    signal: AbortSignal,
  ): Promise<number> {
    const since = await this.unitOfWork.run({ organizationId }, (tx) => this.uploads.knownSince(tx));
    let count = 0;
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      signal.throwIfAborted();
      const page = await this.storage.list(`organizations/${organizationId}/quarantine/`, { cursor, limit: PAGE });
      const old = page.objects.filter((object) => isBetween(object, since, before)).map((object) => object.key);
      const orphans = await this.orphansAmong(organizationId, old, pending);
      for (const key of orphans) await this.storage.delete(key);
      count += orphans.length;
      // Keys sort by time: whatever follows is younger still.
      const last = page.objects.at(-1);
      cursor = last && bornAt(last.key) < before.getTime() ? (page.nextCursor ?? undefined) : undefined;
    }
    return count;
  }

  private async orphansAmong(organizationId: string, keys: readonly string[], pending: PendingSubmissions['execute']): Promise<string[]> {
    if (keys.length === 0) return [];
    // First what is on its way, then what has arrived: a submission that is stored in between is seen in one of both.
    const waiting = await pending();
    if (waiting === null) {
      this.logger.warn('orphaned_uploads_unclear', { organizationId, count: keys.length });
      return [];
    }
    const kept = await this.unitOfWork.run({ organizationId }, (tx) => this.uploads.kept(tx, keys));
    return keys.filter((key) => !kept.has(key) && !waiting.some((text) => text.includes(key)));
  }

  private async forgetTaken(organizationId: string, before: Date, signal: AbortSignal): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined;) {
      signal.throwIfAborted();
      const from: string = after;
      const page = await this.unitOfWork.run({ organizationId }, (tx) => this.uploads.keptBefore(tx, before, from, PAGE));
      const taken: string[] = [];
      for (const key of page) if (!(await this.exists(key))) taken.push(key);
      if (taken.length > 0) await this.unitOfWork.run({ organizationId }, (tx) => this.uploads.deleteKept(tx, taken));
      after = page.length === PAGE ? page.at(-1) : undefined;
    }
  }

  private async exists(key: string): Promise<boolean> {
    try {
      await this.storage.stat(key);
      return true;
    } catch (error) {
      if (error instanceof CodedError && error.code === 'storage.object_missing') return false;
      throw error;
    }
  }
}

/** When the upload was granted: its key ends in an id of that instant. */
function bornAt(key: string): number {
  const id = key.slice(key.lastIndexOf('/') + 1);
  return isId(id) ? timeOfId(id) : Number.POSITIVE_INFINITY;
}

function isBetween({ key, storedAt }: ListedObject, since: Date, before: Date): boolean {
  const born = bornAt(key);
  return born >= since.getTime() && born < before.getTime() && storedAt < before;
}
