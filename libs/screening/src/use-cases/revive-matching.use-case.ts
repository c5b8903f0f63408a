import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import { SettingsRepository } from '../persistence/settings.repository.js';
import { RequestMatching } from './request-matching.use-case.js';

/** Asks again for matches that lie behind for long. A pair is written as the score it has, however often it is asked for. */
@Injectable()
export class ReviveMatching {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly matchJobs: MatchJobRepository,
    private readonly requestMatching: RequestMatching,
  ) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const candidates = await tx.query(
      `UPDATE screening.profile_copies SET changed_at = now() WHERE candidate_id IN (
         SELECT candidate_id FROM screening.profile_copies WHERE matched_version < version AND changed_at < now() - make_interval(mins => $1)
          ORDER BY candidate_id LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    if (candidates.length > 0) await this.requestMatching.ofCandidates(tx, organizationId);
    const jobs = await tx.query<{ jobId: string }>(
      `UPDATE screening.match_jobs SET changed_at = now() WHERE job_id IN (
         SELECT job_id FROM screening.match_jobs
          WHERE is_open AND matched_generation < generation AND changed_at < now() - make_interval(mins => $1)
          ORDER BY job_id LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING job_id AS "jobId"`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    const [first] = jobs;
    if (first) await this.requestMatching.announce(tx, organizationId, first.jobId);
    else await this.followVersions(tx, organizationId);
    return candidates.length + jobs.length;
  }

  /** New scoring settings and a new scorer are no fault of anybody, and make every open job due. */
  private async followVersions(tx: Tx, organizationId: string): Promise<void> {
    const { version } = await this.settings.current(tx);
    const outdated = await this.matchJobs.updateOutdated(tx, version);
    const [first] = outdated;
    if (first !== undefined) await this.requestMatching.announce(tx, organizationId, first);
  }
}
