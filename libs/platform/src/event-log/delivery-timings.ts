/** When a failing event is tried again. Specs use shorter ones, so that no test sleeps for seconds. */
export interface DeliveryTimings {
  /** A handler that runs longer has failed; its transaction is rolled back. */
  readonly handlerTimeoutMs: number;
  /** A round of shared transactions that takes longer is rolled back, and its keys go alone. */
  readonly roundTimeoutMs: number;
  /** Pause of the sweep over parked records when none is due. */
  readonly sweepPauseMs: number;
  /** Wait before the next try after so many failed ones. */
  readonly backoffSeconds: (attempts: number) => number;
}

export const DELIVERY_TIMINGS: DeliveryTimings = {
  handlerTimeoutMs: 30_000,
  roundTimeoutMs: 5_000,
  sweepPauseMs: 1_000,
  /** 0.5 s, 2 s, 8 s, 32 s, each with up to a quarter of jitter. */
  backoffSeconds: (attempts) => 0.5 * 4 ** (attempts - 1) * (1 + Math.random() / 4),
};
