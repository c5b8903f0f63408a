import { Injectable } from '@nestjs/common';
import { matchStatisticsChangedV1 } from '@shortlist/contracts';
import { Clock, MOST_REPAIRS, Outbox, STUCK_AFTER_MINUTES, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { countsOf } from '../domain/matching/histogram.js';
import { MatchStatisticsRepository } from '../persistence/match-statistics.repository.js';
import type { DueStatistics } from '../persistence/match-statistics.repository.js';
import { announceMatchStatisticsTask } from '../tasks.js';
import type { MatchingTask } from '../tasks.js';

/** One candidate changes the counts of every open job, and each announcement makes the lists of jobs be read anew. */
const GATHER_MS = 5_000;
const PAGE = 200;

/** Tells jobs how they stand in matching: of all changes of some seconds the last state, and nothing when that is the one announced before. */
@Injectable()
export class AnnounceMatchStatistics {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly statistics: MatchStatisticsRepository,
    private readonly outbox: Outbox,
    private readonly tasks: TaskQueue,
    private readonly clock: Clock,
  ) {}

  /** Has the counts of these jobs announced. Before the transaction locks any match: whoever saves scores locks jobs first. */
  async request(tx: Tx, organizationId: string, jobIds: readonly string[]): Promise<void> {
    if (jobIds.length > 0 && (await this.statistics.markDue(tx, jobIds)) > 0) await this.enqueue(tx, organizationId);
  }

  async execute({ organizationId }: MatchingTask): Promise<void> {
    for (let found = PAGE; found === PAGE;) found = await this.unitOfWork.run({ organizationId }, (tx) => this.page(tx, organizationId));
  }

  /** Asks again for what has waited for too long. */
  async revive(tx: Tx, organizationId: string): Promise<number> {
    const revived = await this.statistics.reviveDue(tx, STUCK_AFTER_MINUTES, MOST_REPAIRS);
    if (revived > 0) await this.enqueue(tx, organizationId);
    return revived;
  }

  private async page(tx: Tx, organizationId: string): Promise<number> {
    const due = await this.statistics.lockDue(tx, PAGE);
    const changedAt = this.clock.now().toISOString();
    const settled = due.map((one) => ({ ...one, ...next(one) }));
    for (const { jobId, counts, version, isNews } of settled) {
      if (!isNews) continue;
      await this.outbox.append(
        tx,
        matchStatisticsChangedV1,
        { jobId, ...counts, changedAt },
        { organizationId, aggregateVersion: version },
      );
    }
    await this.statistics.updateAnnounced(tx, settled);
    return due.length;
  }

  private async enqueue(tx: Tx, organizationId: string): Promise<void> {
    const startAfter = new Date(this.clock.now().getTime() + GATHER_MS);
    await this.tasks.enqueue(tx, announceMatchStatisticsTask, { organizationId }, { singleton: organizationId, startAfter });
  }
}

function next({ histogram, analyzed, announced: before, version }: DueStatistics) {
  const counts = { ...countsOf(histogram), aiAnalyzedCount: analyzed };
  const announced = [counts.totalCandidates, counts.strongMatches, counts.goodMatches, counts.aiAnalyzedCount];
  const isNews = announced.some((count, index) => count !== before[index]);
  return { counts, announced, isNews, version: isNews ? version + 1 : version };
}
