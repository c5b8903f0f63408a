import type { CriterionScoreDto } from '@shortlist/api-client';
import type { ShadowResult } from './shadow.js';

export interface ScreenedFile {
  readonly file: string;
  readonly applicationId: string;
  readonly candidate: { readonly name: string | null; readonly email: string | null };
  readonly score: number;
  readonly criteria: readonly CriterionScoreDto[];
  readonly flags: readonly string[];
}

export interface UnreadableFile {
  readonly file: string;
  readonly code: string;
  readonly detail: string;
}

export interface RankedFile extends Omit<ScreenedFile, 'applicationId'> {
  readonly rank: number;
  readonly tied: boolean;
}

/** What `shortlist screen --output json` prints. */
export interface ScreeningReport {
  readonly job: { readonly title: string };
  readonly criteriaVersion: number;
  readonly results: readonly RankedFile[];
  readonly failures: readonly UnreadableFile[];
  /** What `--shadow` found. */
  readonly shadow?: ShadowResult;
}

/** Best first; equal scores share a rank, are shown as tied and stand in the order of their names. */
export function rankResults(files: readonly ScreenedFile[]): RankedFile[] {
  const sorted = [...files].sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1));
  const shared = Map.groupBy(sorted, (result) => result.score);
  let rank = 0;
  return sorted.map(({ file, candidate, score, criteria, flags }, index) => {
    if (score !== sorted[index - 1]?.score) rank = index + 1;
    return { rank, tied: (shared.get(score)?.length ?? 1) > 1, file, candidate, score, criteria, flags };
  });
}

/** The first N ranks; who shares the last of them stays in. */
export function topOf(report: ScreeningReport, top: number | null): ScreeningReport {
  return top === null ? report : { ...report, results: report.results.filter((result) => result.rank <= top) };
}
