import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import type { NoisyScore } from '../domain/noise.js';
import { OUT_OF_RANKING } from '../domain/ranked-statuses.js';

export interface LineOfList {
  readonly jobId: string;
  readonly criteriaVersion: number;
  readonly minScore: number;
  readonly listed: readonly string[];
}

/** Further below than that an interval hardly reaches, and nobody reads so many. */
const MOST_BELOW = 100;

/** By rules alone, or with facts that a model added. */
const BY_MODEL = (row: string): string => `coalesce(${row}.model_run->>'provider', 'rules') <> 'rules'`;

/** What repeated readings of the same resume tell about scores. */
@Injectable()
export class NoiseRepository {
  /** The records of the best who found no place, the best first. */
  async below(tx: Tx, { jobId, criteriaVersion, minScore, listed }: LineOfList): Promise<string[]> {
    const rows = await tx.query<{ screeningId: string }>(
      `SELECT screening_id AS "screeningId" FROM screening.screening_subjects
        WHERE job_id = $1 AND score >= $2 AND criteria_version = $3 AND status <> ALL($4) AND application_id <> ALL($5::uuid[])
        ORDER BY score DESC, received_at, application_id LIMIT $6`,
      [jobId, minScore, criteriaVersion, OUT_OF_RANKING, listed, MOST_BELOW],
    );
    return rows.map((row) => row.screeningId);
  }

  /**
   * Scores of these records, in their order, with the scores of all readings of the same: the same profile and time of receipt under the same versions,
   * asked of the same model in the same words. An answer out of the cache is no reading: it has cost no tokens.
   */
  async scores(tx: Tx, screeningIds: readonly string[]): Promise<NoisyScore[]> {
    const rows = await tx.query<{
      applicationId: string;
      score: string;
      byModel: boolean;
      readings: number;
      least: string | null;
      most: string | null;
    }>(
      `SELECT c.application_id AS "applicationId", c.score, ${BY_MODEL('c')} AS "byModel",
              count(r.id)::int AS readings, min(r.score) AS least, max(r.score) AS most
         FROM unnest($1::uuid[]) WITH ORDINALITY AS asked(id, position) JOIN screening.screenings c ON c.id = asked.id
         LEFT JOIN screening.screenings r ON ${BY_MODEL('c')} AND r.application_id = c.application_id AND r.score IS NOT NULL
           AND (r.model_run->>'outputTokens')::int > 0
           AND (r.criteria_version, r.settings_version, r.taxonomy_version, r.scorer_version, r.as_of)
             = (c.criteria_version, c.settings_version, c.taxonomy_version, c.scorer_version, c.as_of)
           AND (r.job_text_version, r.parser_version, r.profile_key) IS NOT DISTINCT FROM (c.job_text_version, c.parser_version, c.profile_key)
           AND ARRAY[r.model_run->'provider', r.model_run->'model', r.model_run->'parameters', r.model_run->'promptHash', r.model_run->'inputHash']
             = ARRAY[c.model_run->'provider', c.model_run->'model', c.model_run->'parameters', c.model_run->'promptHash', c.model_run->'inputHash']
        WHERE c.score IS NOT NULL GROUP BY asked.position, c.id ORDER BY asked.position`,
      [screeningIds],
    );
    return rows.map(({ applicationId, score, byModel, readings, least, most }) => ({
      ...{ applicationId, score: Number(score), source: byModel ? ('model' as const) : ('rules' as const), readings },
      ...{ least: least === null ? null : Number(least), most: most === null ? null : Number(most) },
    }));
  }
}
