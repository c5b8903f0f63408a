/** What one part of the process can say about itself. `detail` is public: codes and numbers, no addresses. */
export interface HealthResult {
  readonly ok: boolean;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export const HEALTH_PARTS = ['database', 'cache', 'events', 'search'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

export interface HealthCheck {
  readonly name: HealthPart | (string & {});
  run(): Promise<HealthResult>;
  /** Default 2000. */
  readonly timeoutMs?: number;
  /** Whether the process cannot serve without it: fails `/health/ready`. Default true. */
  readonly required?: boolean;
}

export interface HealthReport {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, HealthResult & { readonly durationMs: number }>>;
}

type Timed = HealthResult & { readonly durationMs: number };

/** Answers are kept so long, so that probes cannot load what they probe. */
const FRESH_MS = 1_000;

/** The health checks of a process. Each part registers its own. */
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly latest = new Map<string, { at: number; result: Promise<Timed> }>();
  private draining = false;

  register(check: HealthCheck): void {
    if (this.checks.has(check.name)) throw new Error(`health check ${check.name} is registered twice`);
    this.checks.set(check.name, check);
  }

  /** From now on the process is not ready: it finishes what it has and takes nothing new. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /** One check, or null when no part of that name is here. */
  async check(name: string): Promise<Timed | null> {
    const check = this.checks.get(name);
    return check ? this.fresh(check) : null;
  }

  /** Whether the process can serve: every required check passes and it is not stopping. */
  async readiness(): Promise<HealthReport> {
    const report = await this.report([...this.checks.values()].filter((check) => check.required !== false));
    return { ...report, ok: report.ok && !this.draining };
  }

  /** Every check. */
  everything(): Promise<HealthReport> {
    return this.report([...this.checks.values()]);
  }

  private async report(checks: HealthCheck[]): Promise<HealthReport> {
    const results = await Promise.all(checks.map(async (check) => [check.name, await this.fresh(check)] as const));
    return { ok: results.every(([, result]) => result.ok), checks: Object.fromEntries(results) };
  }

  private fresh(check: HealthCheck): Promise<Timed> {
    const known = this.latest.get(check.name);
    if (known && Date.now() - known.at < FRESH_MS) return known.result;
    const result = runOnce(check);
    this.latest.set(check.name, { at: Date.now(), result });
    return result;
  }
}

async function runOnce(check: HealthCheck): Promise<Timed> {
  const started = performance.now();
  const timeoutMs = check.timeoutMs ?? 2_000;
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<HealthResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: { reason: 'timeout', timeoutMs } }), timeoutMs);
  });
  const failed = (): HealthResult => ({ ok: false, detail: { reason: 'failed' } });
  const result = await Promise.race([check.run().catch(failed), timedOut]);
  clearTimeout(timer);
  return { ...result, durationMs: Math.round(performance.now() - started) };
}
