import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import type { MatchStatus } from '../domain/matching/match-status.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import { ReadMatches } from '../queries/read-matches.query.js';
import type { ReadMatch } from '../queries/read-matches.query.js';
import { AnnounceMatchStatistics } from './announce-match-statistics.use-case.js';

/** Notes what somebody did about a match. Nothing follows from it: neither the score nor the candidate moves. */
@Injectable()
export class ChangeMatchStatus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readMatches: ReadMatches,
    private readonly rows: MatchRowRepository,
    private readonly announceStatistics: AnnounceMatchStatistics,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, id: string, version: number, status: MatchStatus): Promise<ReadMatch> {
    const { organizationId, userId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.readMatches.find(tx, caller, id);
      if (!(await this.rows.updateStatus(tx, { id, version }, status, userId, this.clock.now())))
        throw staleVersion('screening.match_changed');
      return this.readMatches.find(tx, caller, id);
    });
  }

  /** Takes a match off for good: a better score does not bring it back. */
  async remove(caller: StaffPrincipal, id: string, version: number): Promise<void> {
    const { organizationId, userId } = caller;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const { jobId } = await this.readMatches.find(tx, caller, id);
      await this.announceStatistics.request(tx, organizationId, [jobId]);
      if (!(await this.rows.updateDeleted(tx, { id, version }, userId, this.clock.now()))) throw staleVersion('screening.match_changed');
    });
  }
}
