import { Injectable } from '@nestjs/common';
import { Clock, Keyring, UnitOfWork, personKey } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { analyzeMatch } from '../domain/matching/analysis.js';
import type { MatchAnalysis } from '../domain/matching/analysis.js';
import { SCORER_VERSION } from '../domain/scoring/scorers.js';
import { analysisContext } from '../domain/sealed-contexts.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { ReadPair } from '../queries/read-pair.query.js';
import { AnnounceMatchStatistics } from './announce-match-statistics.use-case.js';

export interface AnalyzedMatch {
  readonly jobId: string;
  readonly candidateId: string;
  readonly analysis: MatchAnalysis;
  readonly criteriaVersion: number;
  readonly scorerVersion: number;
  readonly analyzedAt: Date;
}

/** Analyses a match in depth and keeps the outcome, sealed under the person's key; the newest replaces the one before. */
@Injectable()
export class AnalyzeMatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly readPair: ReadPair,
    private readonly rows: MatchRowRepository,
    private readonly announceStatistics: AnnounceMatchStatistics,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string, candidateId: string): Promise<AnalyzedMatch> {
    await this.findJob.assert(caller, jobId);
    return this.ofJob(caller.organizationId, jobId, candidateId);
  }

  /** The same where the caller has been checked. */
  async ofJob(organizationId: string, jobId: string, candidateId: string): Promise<AnalyzedMatch> {
    const { result, isHiddenGem, job, copy, hasApplied } = await this.readPair.ofJob(organizationId, jobId, candidateId);
    const analysis = analyzeMatch(result, isHiddenGem);
    const { criteriaVersion, settingsVersion } = job.basis;
    const made = { resumeId: copy.resumeId, criteriaVersion, settingsVersion, scorerVersion: SCORER_VERSION, createdAt: this.clock.now() };
    const seal = (matchId: string): Promise<string> =>
      this.keyring.seal(organizationId, personKey(copy.candidateKey), analysisContext(matchId), JSON.stringify(analysis));
    const match = { jobId, candidateId, score: hasApplied ? null : result.score, hiddenGem: isHiddenGem };
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.announceStatistics.request(tx, organizationId, [jobId]);
      await this.rows.upsertAnalysis(tx, organizationId, match, seal, made);
    });
    return { jobId, candidateId, analysis, criteriaVersion, scorerVersion: SCORER_VERSION, analyzedAt: made.createdAt };
  }
}
