import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError, MailSendError, cacheUnavailable } from '@shortlist/platform';
import type { PortMethod, PortName } from './port-methods.js';

/**
 * What can go wrong at a seam. `fails_before`: nothing happened. `executes_then_times_out`: it happened, and the caller does not learn it.
 * `slow`: it happened late. `twice`: it happened twice.
 */
export const FAULT_KINDS = ['fails_before', 'executes_then_times_out', 'slow', 'twice'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultPlan extends PortMethod {
  readonly kind: FaultKind;
  /** How many calls it hits; all others pass. */
  readonly times: number;
  /** Calls that pass before the first is hit; none when absent. */
  readonly after?: number;
  /** Only calls that name this among their parameters; all when absent. For methods whose parameters are plain data. */
  readonly naming?: string;
}

const SLOW_MS = 1_500;

/** The cause of every failure that a plan asked for. */
export class InjectedFault extends Error {
  constructor({ port, method, kind }: FaultPlan) {
    super(`${port}.${method} ${kind} on purpose`);
    this.name = 'InjectedFault';
  }
}

const coded =
  (code: string) =>
  (cause: InjectedFault): Error =>
    new CodedError(code, 'unavailable', cause.message, { cause });

/** How a port fails that says how. */
const FAILURES: Readonly<Partial<Record<PortName, (cause: InjectedFault, mayHaveHappened: boolean) => Error>>> = {
  cache: cacheUnavailable,
  storage: coded('storage.unavailable'),
  search: coded('search.unavailable'),
  models: coded('models.unavailable'),
  mail: (cause, mayHaveHappened) => new MailSendError(cause.message, mayHaveHappened, { cause }),
};

/** Methods whose result is a port itself. */
const MAKES: Readonly<Partial<Record<string, PortName>>> = { 'eventLog.consume': 'logConsumer' };

/** A port that says nothing fails as a database does whose connection is lost. */
function failureOf(plan: FaultPlan): Error {
  const cause = new InjectedFault(plan);
  const failure = FAILURES[plan.port]?.(cause, plan.kind !== 'fails_before');
  return failure ?? Object.assign(new Error(cause.message, { cause }), { code: 'ECONNRESET' });
}

/** Whether a failure is there because a plan asked for it. */
export function isInjected(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof InjectedFault) return true;
  return false;
}

/**
 * Stands in front of ports and makes calls fail by plan. With no plan every call passes unchanged. A wrapped port is the same to
 * `instanceof` and to callers; methods that a port gains later are covered without a word here.
 */
export class Faults {
  private plan: FaultPlan | null = null;
  private met = 0;
  private readonly counts = new Map<string, number>();

  /** The port with faults in front of it. */
  wrap = <P extends object>(port: string, instance: P): P =>
    new Proxy(instance, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function' || property === 'constructor') return value;
        return new Proxy(value, {
          apply: (method, _self, parameters: unknown[]) => {
            const made = MAKES[`${port}.${String(property)}`];
            const result = (): unknown => Reflect.apply(method, target, parameters);
            const call = made ? async (): Promise<object> => this.wrap(made, (await result()) as object) : result;
            return this.hits(port, String(property), parameters) ? this.spoiled(call) : call();
          },
        });
      },
    });

  /** From now on; replaces the plan before. */
  inject(plan: FaultPlan): void {
    this.plan = plan;
    this.met = 0;
  }

  /** No more faults. Answers how many calls were hit. */
  lift(): number {
    const { plan } = this;
    this.plan = null;
    return plan ? Math.max(0, Math.min(plan.times, this.met - (plan.after ?? 0))) : 0;
  }

  /** Calls so far, hit or not, by `port.method`. */
  calls(): ReadonlyMap<string, number> {
    return new Map(this.counts);
  }

  private hits(port: string, method: string, parameters: unknown[]): boolean {
    const name = `${port}.${method}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const { plan } = this;
    if (!plan || plan.port !== port || plan.method !== method) return false;
    if (plan.naming !== undefined && !JSON.stringify(parameters).includes(`"${plan.naming}"`)) return false;
    const index = this.met - (plan.after ?? 0);
    this.met += 1;
    return index >= 0 && index < plan.times;
  }

  private async spoiled(call: () => unknown): Promise<unknown> {
    const plan = this.plan as FaultPlan;
    switch (plan.kind) {
      case 'fails_before':
        throw failureOf(plan);
      case 'executes_then_times_out':
        await call();
        throw failureOf(plan);
      case 'slow':
        await sleep(SLOW_MS);
        return call();
      case 'twice':
        await call();
        return call();
    }
  }
}
