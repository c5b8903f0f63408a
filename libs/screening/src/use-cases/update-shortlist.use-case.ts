import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { keptEntries } from '../domain/kept-entry.js';
import { diffShortlist, isUnchanged } from '../domain/shortlist-change.js';
import { rankShortlist } from '../domain/shortlist.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import { ShortlistChangeRepository } from '../persistence/shortlist-change.repository.js';
import { ShortlistRepository, shortlistOf } from '../persistence/shortlist.repository.js';
import type { StoredShortlist } from '../persistence/shortlist.repository.js';
import type { JobTask } from '../tasks.js';
import { AnnounceShortlist } from './announce-shortlist.use-case.js';

/**
 * Ranks the applications of a job, stores what changed and has it announced. While new criteria are being applied the list keeps standing, since
 * scores under different criteria do not compare; the last of those screenings brings the new list.
 */
@Injectable()
export class UpdateShortlist {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly changes: ShortlistChangeRepository,
    private readonly announceShortlist: AnnounceShortlist,
    private readonly clock: Clock,
  ) {}

  async execute(job: JobTask): Promise<void> {
    await this.unitOfWork.run({ organizationId: job.organizationId }, (tx) => this.within(tx, job));
  }

  /** The same in a transaction of the caller, which then holds the lock of the list. Answers the list as it stands. */
  async within(tx: Tx, job: JobTask): Promise<StoredShortlist> {
    const { organizationId, jobId } = job;
    await this.shortlists.lock(tx, jobId);
    const current = await this.criteria.current(tx, organizationId, jobId);
    const stored = await this.shortlists.find(tx, jobId);
    // What stands may still have to be announced, also when it is not ranked any more.
    const list = (await this.isRanked(tx, jobId, current.version)) ? await this.rank(tx, job, current, stored) : stored;
    await this.announceShortlist.execute(tx, job, list);
    return list;
  }

  private async isRanked(tx: Tx, jobId: string, criteriaVersion: number): Promise<boolean> {
    return (await this.jobs.exists(tx, jobId)) && !(await this.shortlists.isMixed(tx, jobId, criteriaVersion));
  }

  private async rank(
    tx: Tx,
    { organizationId, jobId }: JobTask,
    { version: criteriaVersion, criteria: { filtering } }: CriteriaVersion,
    stored: StoredShortlist,
  ): Promise<StoredShortlist> {
    const list = rankShortlist(await this.shortlists.best(tx, jobId, filtering), filtering);
    const criteriaChanged = stored.criteriaVersion !== null && stored.criteriaVersion !== criteriaVersion;
    // The best alone would not do: who was pushed out of them is still ranked.
    const former = stored.entries.map((entry) => entry.applicationId);
    const standing = { scores: await this.shortlists.scores(tx, former), minScore: filtering.minScore, criteriaChanged };
    const change = diffShortlist(shortlistOf(stored), list, standing);
    const version = stored.version + (isUnchanged(change) ? 0 : 1);
    const updatedAt = this.clock.now();
    const head = { organizationId, jobId, version, criteriaVersion, topN: filtering.topN, updatedAt };
    const entries = keptEntries(stored.entries, list.entries, change, { at: updatedAt, criteriaVersion });
    await this.shortlists.save(tx, head, { ...list, entries });
    await this.changes.insert(tx, head, change, standing.scores);
    return { ...stored, ...head, entries };
  }
}
