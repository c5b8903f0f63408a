/** A score with what is known of how far it would move if the same resume were read again. */
export interface NoisyScore {
  readonly applicationId: string;
  readonly score: number;
  /** `model`: a model added facts, and another answer may give another score. `rules`: the score is always the same. */
  readonly source: 'rules' | 'model';
  /** How often a model read the same resume anew, under the same versions of everything; 0 with `rules`. */
  readonly readings: number;
  /** The lowest and the highest score of these readings; null without any. */
  readonly least: number | null;
  readonly most: number | null;
}

/** Where a score was seen to move; null while it is unknown. */
export interface ScoreInterval {
  readonly low: number;
  readonly high: number;
}

/** Ranks that are possible when every score may be anywhere in its interval. */
export interface RankInterval {
  readonly best: number;
  readonly worst: number;
}

export interface NoisyEntry {
  readonly source: NoisyScore['source'];
  readonly readings: number;
  readonly interval: ScoreInterval | null;
  /** Null while an interval that counts is unknown. */
  readonly ranks: RankInterval | null;
  /** Whether it cannot be told apart from somebody below the line; null while that is unknown. */
  readonly withinNoise: boolean | null;
}

export interface ListNoise {
  readonly entries: ReadonlyMap<string, NoisyEntry>;
  /** Below the line and not to be told apart from somebody above it, the best first. */
  readonly below: readonly string[];
}

/** One reading says nothing about the next one. */
const LEAST_READINGS = 2;

/** Where a score was seen. With `rules` that is a point; of a single reading by a model nothing is known. */
export function scoreInterval({ score, source, readings, least, most }: NoisyScore): ScoreInterval | null {
  if (source === 'rules') return { low: score, high: score };
  if (readings < LEAST_READINGS || least === null || most === null) return null;
  return { low: Math.min(score, least), high: Math.max(score, most) };
}

/**
 * What noise leaves of the ranks of a list. `listed` are its entries, `below` the best of those left out at its line; empty when the list has room,
 * since then nobody was left out by rank.
 */
export function listNoise(listed: readonly NoisyScore[], below: readonly NoisyScore[]): ListNoise {
  const above = listed.map(withInterval);
  const under = below.map(withInterval);
  const all = [...above, ...under];
  const lowest = Math.min(...above.map(({ interval, score }) => interval?.low ?? score));
  return {
    entries: new Map(
      above.map((one) => {
        const { applicationId, source, readings, interval } = one;
        return [applicationId, { source, readings, interval, ranks: ranksOf(one, all), withinNoise: reachesLine(one, under) }];
      }),
    ),
    below: under.filter(({ interval, score }) => (interval?.high ?? score) >= lowest).map(({ applicationId }) => applicationId),
  };
}

type WithInterval = NoisyScore & { readonly interval: ScoreInterval | null };

function withInterval(one: NoisyScore): WithInterval {
  return { ...one, interval: scoreInterval(one) };
}

function ranksOf({ interval }: WithInterval, all: readonly WithInterval[]): RankInterval | null {
  const known = all.flatMap((other) => other.interval ?? []);
  if (!interval || known.length < all.length) return null;
  return {
    best: 1 + known.filter((other) => other.low > interval.high).length,
    worst: known.filter((other) => other.high >= interval.low).length,
  };
}

/** What is known is enough for a yes: a score lies in its own interval. Only a no needs all of them. */
function reachesLine({ interval, score }: WithInterval, under: readonly WithInterval[]): boolean | null {
  const low = interval?.low ?? score;
  if (under.some((other) => (other.interval?.high ?? other.score) >= low)) return true;
  if (under.length === 0) return false;
  return interval && under.every((other) => other.interval) ? false : null;
}
