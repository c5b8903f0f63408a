const HOUR_MS = 3_600_000;
export const DISABLED_AFTER_MS = 5 * 24 * HOUR_MS;
/** Twice the longest pause of the schedule: failures further apart do not belong to one outage. */
export const OUTAGE_GAP_MS = 48 * HOUR_MS;

/** How an endpoint has been doing since its last success. */
export interface EndpointHealth {
  readonly failingSince: Date | null;
  readonly lastFailureAt: Date | null;
}

/** A good answer that takes longer is a slow one. */
const SLOW_MS = 1_000;

/** What tells whether an endpoint may hold up whoever serves it. */
export interface EndpointRecord extends Pick<EndpointHealth, 'failingSince'> {
  readonly lastSuccessAt: Date | null;
  readonly answersSlowly: boolean;
}

/** Whether deliveries go to the workers that may be held up: after a failure or a slow answer, and before the first success. */
export function isSuspect({ failingSince, lastSuccessAt, answersSlowly }: EndpointRecord): boolean {
  return failingSince !== null || lastSuccessAt === null || answersSlowly;
}

export function isSlow(durationMs: number): boolean {
  return durationMs > SLOW_MS;
}

export const HEALTHY: EndpointHealth = { failingSince: null, lastFailureAt: null };

/** The health after one more failure. A failure long after the one before starts a new outage. */
export function afterFailure({ failingSince, lastFailureAt }: EndpointHealth, at: Date): EndpointHealth {
  const continues = failingSince !== null && lastFailureAt !== null && at.getTime() - lastFailureAt.getTime() <= OUTAGE_GAP_MS;
  return { failingSince: continues ? failingSince : at, lastFailureAt: at };
}

const [LEAST_PAUSE_SECONDS, MOST_PAUSE_SECONDS] = [2, 30];

/**
 * How long nothing at all is sent to an endpoint after a failure: a tenth of its outage so far. Each delivery has its own schedule, but many
 * that are due at one endpoint would else fail one after the other as fast as they can.
 */
export function pauseSeconds({ failingSince }: EndpointHealth, at: Date): number {
  const outageSeconds = failingSince === null ? 0 : (at.getTime() - failingSince.getTime()) / 1_000;
  return Math.min(Math.max(outageSeconds / 10, LEAST_PAUSE_SECONDS), MOST_PAUSE_SECONDS);
}

/** Whether the outage has lasted so long, without one success, that the endpoint is given up. */
export function isGivenUp({ failingSince }: EndpointHealth, at: Date): boolean {
  return failingSince !== null && at.getTime() - failingSince.getTime() >= DISABLED_AFTER_MS;
}
