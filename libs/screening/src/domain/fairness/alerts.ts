import type { FairnessFigures, ImpactTable } from './impact.js';

export type FairnessMeasure = 'selection' | 'scoring';

/** A group that fared worse than four fifths of the best, by more than chance. */
export interface FairnessAlert {
  readonly measure: FairnessMeasure;
  readonly dimension: string;
  readonly group: string;
  readonly total: number;
  readonly successes: number;
  readonly impactRatio: number;
  readonly pValue: number;
}

/** What somebody has to look at, the lowest ratio first. */
export function alertsOf({ selection, scoring }: FairnessFigures): FairnessAlert[] {
  const all = [...selection.flatMap((table) => adverse('selection', table)), ...scoring.flatMap((table) => adverse('scoring', table))];
  return all.sort((a, b) => a.impactRatio - b.impactRatio);
}

function adverse(measure: FairnessMeasure, { dimension, groups }: ImpactTable): FairnessAlert[] {
  return groups.flatMap(({ group, total, successes, impactRatio, pValue, isAdverse }) =>
    isAdverse && impactRatio !== null && pValue !== null ? [{ measure, dimension, group, total, successes, impactRatio, pValue }] : [],
  );
}
