/** Failures in a row after which a provider is left alone. */
const FAILURES = 5;
/** For how long, unless it said so itself. */
const OPEN_MS = 15_000;
const MOST_OPEN_MS = 240_000;

/**
 * Leaves a provider alone that fails: after five failures in a row, or when it asks for it, nothing is sent until some time has passed; then one
 * call is let through to see. While that one fails, the time doubles up to four minutes.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private openMs = OPEN_MS;
  private isProbing = false;

  /** `now` in milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether a call would be let through. */
  get isOpen(): boolean {
    return this.isProbing || this.now() < this.openUntil;
  }

  /** True when the call may be made; whoever got it says how it ended. */
  enter(): boolean {
    if (this.isOpen) return false;
    this.isProbing = this.failures >= FAILURES;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.openMs = OPEN_MS;
    this.isProbing = false;
  }

  /** The call ended without telling anything about the provider. */
  left(): void {
    this.isProbing = false;
  }

  failed(retryAfterMs?: number): void {
    const wasProbe = this.isProbing;
    this.isProbing = false;
    this.failures += 1;
    if (wasProbe) this.openMs = Math.min(MOST_OPEN_MS, this.openMs * 2);
    const rests = this.failures >= FAILURES ? this.openMs : 0;
    this.openUntil = Math.max(this.openUntil, this.now() + Math.max(rests, retryAfterMs ?? 0));
  }
}
