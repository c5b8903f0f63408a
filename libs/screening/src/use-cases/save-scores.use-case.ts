import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { binOf } from '../domain/matching/histogram.js';
import { ScoreBlock } from '../domain/matching/score-block.js';
import type { PairScore } from '../domain/matching/score-block.js';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import type { MatchJob, MatchJobState } from '../persistence/match-job.repository.js';
import { MatchRepository, blockName } from '../persistence/match.repository.js';
import type { ScoredPair } from '../persistence/match.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import type { ProfileCopy } from '../persistence/profile-copy.repository.js';
import { AnnounceMatchStatistics } from './announce-match-statistics.use-case.js';

/** Scores of jobs with candidates, computed from one generation of each job and one version of each candidate. */
export interface ComputedScores {
  readonly jobs: readonly MatchJob[];
  readonly candidates: readonly ProfileCopy[];
  /** Null: no match. */
  readonly scoreOf: (jobIndex: number, candidateIndex: number) => PairScore | null;
}

export interface SaveOptions {
  /** Keep the best of the jobs in step as well; a run over all candidates does that once at its end. */
  readonly updatesBest: boolean;
}

/**
 * Stores scores of pairs. Each is written as "this is the score of the pair", from whatever it was, so that it may be written twice and in any order.
 * What was computed from a job or a candidate that changed meanwhile is dropped: whoever changed it has asked for the pair again, and reads the
 * newest of both.
 */
@Injectable()
export class SaveScores {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matchJobs: MatchJobRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly matches: MatchRepository,
    private readonly announceStatistics: AnnounceMatchStatistics,
  ) {}

  async execute(organizationId: string, computed: ComputedScores, { updatesBest }: SaveOptions): Promise<void> {
    const { jobs, candidates, scoreOf } = computed;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const states = new Map((await this.matchJobs.lockUnchanged(tx, jobs)).map((state) => [state.jobId, state]));
      const unchanged = await this.copies.lockUnchanged(tx, candidates);
      const columns = [...candidates.keys()].filter((index) => unchanged.has(candidates[index]?.candidateId ?? ''));
      const jobIds = [...states.keys()];
      const numbers = [...new Set(columns.map((index) => ScoreBlock.of(candidates[index]?.ordinal ?? 0)))];
      const blocks = await this.matches.blocks(tx, jobIds, numbers);
      const change = new Change(blocks);
      jobs.forEach(({ jobId }, jobIndex) => {
        const state = states.get(jobId);
        if (state) for (const index of columns) change.set(state, candidates[index] as ProfileCopy, scoreOf(jobIndex, index));
      });
      await this.write(tx, organizationId, change, updatesBest);
    });
  }

  private async write(tx: Tx, organizationId: string, change: Change, updatesBest: boolean): Promise<void> {
    await this.matches.upsertBlocks(tx, organizationId, change.changedBlocks());
    const histograms = change.changedHistograms();
    await this.matchJobs.updateHistograms(tx, histograms);
    await this.announceStatistics.request(
      tx,
      organizationId,
      histograms.map(({ jobId }) => jobId),
    );
    await this.matches.updateGone(tx, change.gone);
    if (!updatesBest) return;
    await this.matches.upsertBest(
      tx,
      organizationId,
      change.risen.filter(({ jobId }) => !change.fallen.has(jobId)),
    );
    for (const jobId of change.fallen) await this.matches.refresh(tx, organizationId, jobId);
  }
}

/** What a set of scores changes in blocks, histograms and among the best. */
class Change {
  /** Pairs that belong among the best of their job. */
  readonly risen: ScoredPair[] = [];
  /** Pairs that are no match any more. */
  readonly gone: { readonly jobId: string; readonly candidateId: string }[] = [];
  /** Jobs of which a pair was among the best and is not as good any more: somebody may come up. */
  readonly fallen = new Set<string>();
  private readonly touched = new Map<string, { readonly jobId: string; readonly block: number; readonly scores: ScoreBlock }>();
  private readonly histograms = new Map<string, number[]>();

  constructor(private readonly blocks: Map<string, ScoreBlock>) {}

  set(state: MatchJobState, { candidateId, ordinal }: ProfileCopy, pair: PairScore | null): void {
    const { jobId, floor } = state;
    const block = ScoreBlock.of(ordinal);
    const name = blockName({ jobId, block });
    const scores = this.blocks.get(name) ?? new ScoreBlock();
    const before = scores.get(ordinal);
    if (isSame(before, pair)) return;
    this.blocks.set(name, scores);
    scores.set(ordinal, pair);
    this.touched.set(name, { jobId, block, scores });
    const histogram = this.histograms.get(jobId) ?? [...state.histogram];
    if (before) histogram[binOf(before.score)]! -= 1;
    if (pair) histogram[binOf(pair.score)]! += 1;
    this.histograms.set(jobId, histogram);
    if (!pair) this.gone.push({ jobId, candidateId });
    if (before && before.score >= (floor ?? 0) && (!pair || pair.score < before.score)) this.fallen.add(jobId);
    else if (pair && pair.score >= (floor ?? 0)) this.risen.push({ jobId, candidateId, pair });
  }

  changedBlocks(): { readonly jobId: string; readonly block: number; readonly scores: ScoreBlock }[] {
    return [...this.touched.values()];
  }

  changedHistograms(): { readonly jobId: string; readonly histogram: readonly number[] }[] {
    return [...this.histograms].map(([jobId, histogram]) => ({ jobId, histogram }));
  }
}

function isSame(a: PairScore | null, b: PairScore | null): boolean {
  return a?.score === b?.score && a?.isHiddenGem === b?.isHiddenGem;
}
