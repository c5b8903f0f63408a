import { Controller } from '@nestjs/common';
import { MatchStatisticsChangedV1, matchStatisticsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { MatchStatisticsRepository } from '../persistence/match-statistics.repository.js';

/** Keeps the counts that are shown beside a job. */
@Controller()
export class OnMatchStatisticsChanged {
  constructor(private readonly statistics: MatchStatisticsRepository) {}

  @OnEvent(matchStatisticsChangedV1, 'jobs.copy_match_statistics')
  handle(counts: MatchStatisticsChangedV1, { tx, event }: EventContext): Promise<void> {
    return this.statistics.store(tx, counts, event.aggregateversion ?? 0);
  }
}
