import { createHash } from 'node:crypto';
import type { ScoreDto } from '@shortlist/contracts';
import type { ScoringInput } from './scoring/scoring-input.js';

/** All that a record was computed from, as one hash: two screenings with the same hash and scorer have the same score. */
export function inputHash(input: ScoringInput): string {
  const { profile, criteria, settings, asOf, job = null } = input;
  return createHash('sha256').update(JSON.stringify({ profile, criteria, settings, asOf, job })).digest('hex');
}

/** One place where a replay differs from the record. */
export interface ReplayDifference {
  /** JSON Pointer into the explained score, or the name of an input that moved. */
  readonly what: string;
  readonly recorded: string;
  readonly replayed: string;
}

/** Where two explained scores differ; empty when they are the same to the last span. */
export function differences(recorded: ScoreDto, replayed: ScoreDto): ReplayDifference[] {
  const { criteria: recordedLines, ...recordedRest } = recorded;
  const { criteria: replayedLines, ...replayedRest } = replayed;
  const lines = Array.from({ length: Math.max(recordedLines.length, replayedLines.length) }, (_, index) =>
    difference(`/criteria/${index}`, recordedLines[index], replayedLines[index]),
  );
  const fields = (Object.keys(recordedRest) as (keyof typeof recordedRest)[]).map((field) =>
    difference(`/${field}`, recordedRest[field], replayedRest[field]),
  );
  return [...fields, ...lines].flat();
}

/** The difference of one value, or none. */
export function difference(what: string, recorded: unknown, replayed: unknown): ReplayDifference[] {
  const [before, after] = [text(recorded), text(replayed)];
  return before === after ? [] : [{ what, recorded: before, replayed: after }];
}

const text = (value: unknown): string => JSON.stringify(value) ?? 'null';
