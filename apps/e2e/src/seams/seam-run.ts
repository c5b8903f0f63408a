import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Faults, isInjected } from '@shortlist/testing';
import type { FaultPlan } from '@shortlist/testing';
import { seededRandom } from '../faults/seeded-random.js';
import { FaultySystem } from './faulty-system.js';
import { allPlans, describePlan, nameOf } from './plans.js';

/** Called while a process starts or ends: their faults need a process of their own. */
const AT_START_OR_END = new Set(['eventLog.consume', 'tasks.start', 'tasks.work', 'tasks.workTogether', 'tasks.stop', 'logConsumer.stop']);

export interface SeamResult {
  readonly plan: FaultPlan;
  /** What went wrong; empty when every promise held. */
  readonly broken: readonly string[];
}

export interface SeamRunOptions {
  readonly plans: readonly FaultPlan[];
  /** Which calls of a method a fault hits: the same seed hits the same ones, as far as a journey repeats itself. */
  readonly seed: number;
  readonly onResult?: (result: SeamResult) => void;
}

/**
 * One journey per plan over a whole system in this process. A fault hits some calls of its method and then no more; nobody intervenes.
 */
export async function seamRun({ plans, seed, onResult = () => undefined }: SeamRunOptions): Promise<SeamResult[]> {
  const results: SeamResult[] = [];
  const report = (result: SeamResult): void => {
    results.push(result);
    onResult(result);
  };
  const running = plans.filter((plan) => !AT_START_OR_END.has(nameOf(plan)));
  if (running.length > 0) {
    const system = await FaultySystem.open();
    try {
      for (const plan of running) report({ plan, broken: await system.journeyUnder(plan, shareOf(plan, seed)) });
    } finally {
      await system.stop();
    }
  }
  for (const plan of plans) if (AT_START_OR_END.has(nameOf(plan))) report({ plan, broken: await aroundStart(plan) });
  return results;
}

/** A number in [0, 1) that is a plan's own, so that one repeated by itself hits what it hit among the others. */
function shareOf(plan: FaultPlan, seed: number): number {
  const place = allPlans().findIndex((one) => describePlan(one) === describePlan(plan));
  return seededRandom(seed * 1_000 + place)();
}

/** The system starts, or ends, under the fault; if it starts, and when it has started again as ever, everything is as it should be. */
async function aroundStart(plan: FaultPlan): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-seams-'));
  try {
    const faults = new Faults();
    faults.inject(plan);
    const first = await FaultySystem.over(folder, faults).catch(onlyInjected);
    const atStart = faults.lift();
    const broken = (await first?.journey()) ?? [];
    if (atStart === 0) faults.inject(plan);
    await first?.stop().catch(onlyInjected);
    const met = atStart + faults.lift() > 0;
    await first?.abandon();
    return [...broken, ...(await startedAgain(folder)), ...(met ? [] : ['the fault was never met'])];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startedAgain(folder: string): Promise<string[]> {
  const system = await FaultySystem.over(folder, new Faults());
  try {
    return await system.journey();
  } finally {
    await system.stop();
  }
}

/** A start may fail by the fault that was put there, and by nothing else. */
function onlyInjected(error: unknown): null {
  if (isInjected(error)) return null;
  throw error;
}
