const DAY_MS = 24 * 60 * 60 * 1_000;
const TURN_MS = 30 * DAY_MS;

/** The time in which a key signs. */
export interface SigningTurn {
  readonly signsFrom: Date;
  readonly signsUntil: Date;
}

/** How long after its turn a key still verifies: longer than any access token lives. */
export const VERIFIES_AFTER_TURN_MS = DAY_MS;

/**
 * The turns for which keys must still be made: one now, and the one after, so that every process knows a key weeks before it signs.
 * `turns` are those of the keys that there are.
 */
export function missingTurns(turns: readonly SigningTurn[], now: Date): SigningTurn[] {
  const missing: SigningTurn[] = [];
  const current = turns.find((turn) => turn.signsFrom <= now && now < turn.signsUntil) ?? turnFrom(now);
  if (!turns.includes(current)) missing.push(current);
  const hasNext = turns.some((turn) => turn.signsFrom > now);
  if (!hasNext) missing.push(turnFrom(current.signsUntil));
  return missing;
}

function turnFrom(start: Date): SigningTurn {
  return { signsFrom: start, signsUntil: new Date(start.getTime() + TURN_MS) };
}
