import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cache, UnitOfWork, isCacheUnavailable } from '@shortlist/platform';

/** What was read, and when the jobs of the organization last changed; null when it never had any. */
export interface CachedRead<T> {
  readonly found: T;
  readonly changedAt: Date | null;
}

/**
 * Reads of an organization's jobs through the cache. The key holds the revision of all its jobs, which is read from the database each time and
 * changes in the transaction of every write: nobody is shown what was so before a write that was answered, and nothing has to be invalidated.
 */
@Injectable()
export class CachedReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cache: Cache,
  ) {}

  /**
   * What `load` finds, or found for the same `question` since the jobs last changed and at most `seconds` ago. It must be plain data whose
   * instants are the fields that end in `At`. A cache that is away costs the time it saves.
   */
  async execute<T>(organizationId: string, question: readonly unknown[], seconds: number, load: () => Promise<T>): Promise<CachedRead<T>> {
    const { revision, changedAt } = await this.revisionOf(organizationId);
    const key = `jobs:${organizationId}:${revision}:${createHash('sha256').update(JSON.stringify(question)).digest('base64url')}`;
    const known = await available(this.cache.get(key));
    if (known) return { found: JSON.parse(known, revive) as T, changedAt };
    const found = await load();
    await available(this.cache.set(key, JSON.stringify(found), seconds));
    return { found, changedAt };
  }

  private async revisionOf(organizationId: string): Promise<{ readonly revision: string; readonly changedAt: Date | null }> {
    const sql = 'SELECT revision, changed_at AS "changedAt" FROM jobs.job_revisions WHERE organization_id = $1';
    const [row] = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query<{ revision: string; changedAt: Date }>(sql, [organizationId]),
    );
    return row ?? { revision: '0', changedAt: null };
  }
}

function revive(field: string, value: unknown): unknown {
  return field.endsWith('At') && typeof value === 'string' ? new Date(value) : value;
}

async function available<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isCacheUnavailable(error)) return null;
    throw error;
  }
}
