import { setTimeout as sleep } from 'node:timers/promises';
import type { PortMethod } from './port-methods.js';

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
}

const SLOW_MS = 1_500;

/** How the outside world tells that nobody answered; no driver promises a code of its own for it. */
export class InjectedFault extends Error {
  constructor({ port, method, kind }: FaultPlan) {
    super(`${port}.${method} ${kind} on purpose`);
    this.name = 'InjectedFault';
  }
}

/**
 * Stands in front of ports and makes calls fail by plan. With no plan every call passes unchanged. A wrapped port is the same to
 * `instanceof` and to callers.
 */
export class Faults {
  private plan: FaultPlan | null = null;
  private left = 0;

  /** The port with faults in front of it. */
  wrap = <P extends object>(port: string, instance: P): P =>
    new Proxy(instance, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        const call = (parameters: unknown[]): unknown => Reflect.apply(value, target, parameters);
        return (...parameters: unknown[]) => (this.hits(port, property) ? this.spoiled(() => call(parameters)) : call(parameters));
      },
    });

  /** From now on; replaces the plan before. */
  inject(plan: FaultPlan): void {
    this.plan = plan;
    this.left = plan.times;
  }

  /** No more faults. Answers how many calls were hit. */
  lift(): number {
    const hit = this.plan ? this.plan.times - this.left : 0;
    this.plan = null;
    return hit;
  }

  private hits(port: string, property: string | symbol): boolean {
    if (!this.plan || this.left === 0 || this.plan.port !== port || this.plan.method !== property) return false;
    this.left -= 1;
    return true;
  }

  private async spoiled(call: () => unknown): Promise<unknown> {
    const plan = this.plan as FaultPlan;
    switch (plan.kind) {
      case 'fails_before':
        throw new InjectedFault(plan);
      case 'executes_then_times_out':
        await call();
        throw new InjectedFault(plan);
      case 'slow':
        await sleep(SLOW_MS);
        return call();
      case 'twice':
        await call();
        return call();
    }
  }
}
