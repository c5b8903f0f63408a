import { Injectable } from '@nestjs/common';
import { newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { ScoreBlock } from '../domain/matching/score-block.js';
import type { PairScore } from '../domain/matching/score-block.js';

/** Matches that are stored per job; any other pair is computed when it is read. */
export const MOST_STORED = 500;

/** The score of one job and one candidate. */
export interface ScoredPair {
  readonly jobId: string;
  readonly candidateId: string;
  readonly pair: PairScore | null;
}

export interface BlockKey {
  readonly jobId: string;
  readonly block: number;
}

/** Rows that somebody has dealt with stay, whatever becomes of their score. */
const UNTOUCHED = "status = 'suggested' AND deleted_at IS NULL AND analyzed_at IS NULL";

/** Scores in blocks, and the best of each job as rows. Whoever writes holds the locks of the jobs (`MatchJobRepository`). */
@Injectable()
export class MatchRepository {
  /** Blocks by `<job> <block>`; one that is not stored yet is empty. */
  async blocks(tx: Tx, jobIds: readonly string[], blocks: readonly number[]): Promise<Map<string, ScoreBlock>> {
    const rows = await tx.query<BlockKey & { readonly scores: Buffer }>(
      'SELECT job_id AS "jobId", block, scores FROM screening.match_scores WHERE job_id = ANY($1::uuid[]) AND block = ANY($2::int[])',
      [jobIds, blocks],
    );
    return new Map(rows.map((row) => [blockName(row), new ScoreBlock(row.scores)]));
  }

  async upsertBlocks(tx: Tx, organizationId: string, changed: readonly (BlockKey & { readonly scores: ScoreBlock })[]): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.match_scores (organization_id, job_id, block, scores)
       SELECT $1, job_id, block, scores FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS c(job_id, block, scores)
       ON CONFLICT (organization_id, job_id, block) DO UPDATE SET scores = excluded.scores`,
      [organizationId, changed.map((one) => one.jobId), changed.map((one) => one.block), changed.map((one) => one.scores.toBytes())],
    );
  }

  /** The scores of some candidates, by candidate; nothing for those who are no match of the job. */
  async scores(tx: Tx, jobId: string, candidateIds: readonly string[]): Promise<Map<string, number>> {
    const people = await tx.query<{ candidateId: string; ordinal: number }>(
      'SELECT candidate_id AS "candidateId", ordinal FROM screening.profile_copies WHERE candidate_id = ANY($1::uuid[]) AND ordinal IS NOT NULL',
      [candidateIds],
    );
    const blocks = await this.blocks(tx, [jobId], [...new Set(people.map(({ ordinal }) => ScoreBlock.of(ordinal)))]);
    return new Map(
      people.flatMap(({ candidateId, ordinal }) => {
        const pair = blocks.get(blockName({ jobId, block: ScoreBlock.of(ordinal) }))?.get(ordinal);
        return pair ? [[candidateId, pair.score]] : [];
      }),
    );
  }

  /** Puts pairs among the best of their jobs, and drops who is pushed out. */
  async upsertBest(tx: Tx, organizationId: string, pairs: readonly ScoredPair[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.upsertAll(tx, organizationId, pairs);
    await this.trim(tx, [...new Set(pairs.map((one) => one.jobId))]);
  }

  /** Takes the score off stored rows of pairs that are no match any more, also where somebody keeps the row below the best. */
  async updateGone(tx: Tx, pairs: readonly { readonly jobId: string; readonly candidateId: string }[]): Promise<void> {
    if (pairs.length === 0) return;
    await tx.execute(
      `UPDATE screening.matches m SET score = NULL, hidden_gem = false FROM unnest($1::uuid[], $2::uuid[]) AS g(job_id, candidate_id)
        WHERE m.job_id = g.job_id AND m.candidate_id = g.candidate_id AND m.score IS NOT NULL`,
      [pairs.map((one) => one.jobId), pairs.map((one) => one.candidateId)],
    );
  }

  /** Finds the best of a job anew by all scores in its blocks. */
  async refresh(tx: Tx, organizationId: string, jobId: string): Promise<void> {
    const rows = await tx.query<{ block: number; scores: Buffer }>('SELECT block, scores FROM screening.match_scores WHERE job_id = $1', [
      jobId,
    ]);
    const blocks = new Map(rows.map(({ block, scores }) => [block, new ScoreBlock(scores)]));
    const kept = await this.kept(tx, jobId);
    const best = await this.best(tx, blocks);
    const isBest = new Set(best.map((one) => one.candidateId));
    const rest = kept
      .filter((one) => !isBest.has(one.candidateId))
      .map(({ candidateId, ordinal }) => ({ candidateId, pair: blocks.get(ScoreBlock.of(ordinal))?.get(ordinal) ?? null }));
    await tx.execute(`DELETE FROM screening.matches WHERE job_id = $1 AND candidate_id <> ALL($2::uuid[]) AND ${UNTOUCHED}`, [
      jobId,
      [...isBest],
    ]);
    await this.upsertAll(
      tx,
      organizationId,
      [...best, ...rest].map((one) => ({ ...one, jobId })),
    );
    await this.updateFloors(tx, [jobId]);
  }

  /** With ties, because who of them stays is decided by id. */
  private async best(tx: Tx, blocks: ReadonlyMap<number, ScoreBlock>): Promise<Omit<ScoredPair, 'jobId'>[]> {
    const scored = [...blocks].flatMap(([block, scores]) => scores.entries(block));
    const line = scored.map(({ pair }) => pair.score).sort((a, b) => b - a)[MOST_STORED - 1] ?? 0;
    const above = scored.filter(({ pair }) => pair.score >= line);
    const ids = await tx.query<{ candidateId: string; ordinal: number }>(
      'SELECT candidate_id AS "candidateId", ordinal FROM screening.profile_copies WHERE ordinal = ANY($1::int[])',
      [above.map((one) => one.ordinal)],
    );
    const byOrdinal = new Map(ids.map(({ ordinal, candidateId }) => [ordinal, candidateId]));
    return above
      .flatMap(({ ordinal, pair }) => {
        const candidateId = byOrdinal.get(ordinal);
        return candidateId === undefined ? [] : [{ candidateId, pair }];
      })
      .sort((a, b) => b.pair.score - a.pair.score || (a.candidateId < b.candidateId ? -1 : 1))
      .slice(0, MOST_STORED);
  }

  private kept(tx: Tx, jobId: string): Promise<{ candidateId: string; ordinal: number }[]> {
    return tx.query(
      `SELECT m.candidate_id AS "candidateId", p.ordinal FROM screening.matches m JOIN screening.profile_copies p ON p.candidate_id = m.candidate_id
        WHERE m.job_id = $1 AND NOT (${UNTOUCHED}) AND p.ordinal IS NOT NULL`,
      [jobId],
    );
  }

  private async upsertAll(tx: Tx, organizationId: string, pairs: readonly ScoredPair[]): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.matches (id, organization_id, job_id, candidate_id, score, hidden_gem)
       SELECT id, $1, job_id, candidate_id, score, gem
         FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::numeric[], $6::boolean[]) AS p(id, job_id, candidate_id, score, gem)
       ON CONFLICT (organization_id, job_id, candidate_id) DO UPDATE SET score = excluded.score, hidden_gem = excluded.hidden_gem
         WHERE matches.score IS DISTINCT FROM excluded.score OR matches.hidden_gem <> excluded.hidden_gem`,
      [
        organizationId,
        pairs.map(() => newId()),
        pairs.map((one) => one.jobId),
        pairs.map((one) => one.candidateId),
        pairs.map((one) => one.pair?.score ?? null),
        pairs.map((one) => one.pair?.isHiddenGem ?? false),
      ],
    );
  }

  private async trim(tx: Tx, jobIds: readonly string[]): Promise<void> {
    await tx.execute(
      `DELETE FROM screening.matches m USING (
         SELECT id, row_number() OVER (PARTITION BY job_id ORDER BY score DESC, candidate_id) AS place
           FROM screening.matches WHERE job_id = ANY($1::uuid[]) AND score IS NOT NULL) r
        WHERE m.id = r.id AND r.place > ${MOST_STORED} AND ${UNTOUCHED}`,
      [jobIds],
    );
    await this.updateFloors(tx, jobIds);
  }

  private async updateFloors(tx: Tx, jobIds: readonly string[]): Promise<void> {
    await tx.execute(
      `UPDATE screening.match_jobs j SET floor = (
         SELECT score FROM screening.matches m WHERE m.job_id = j.job_id AND score IS NOT NULL
          ORDER BY score DESC, candidate_id OFFSET ${MOST_STORED - 1} LIMIT 1)
        WHERE job_id = ANY($1::uuid[])`,
      [jobIds],
    );
  }
}

export const blockName = ({ jobId, block }: BlockKey): string => `${jobId} ${block}`;
