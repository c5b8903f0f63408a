import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';
import { FAULT_KINDS, Faults, eventually, portMethods } from '@shortlist/testing';
import type { FaultPlan } from '@shortlist/testing';
import { withSystem } from '../system.js';
import { brokenPromises, takeInventory } from './invariants.js';
import type { Inventory } from './invariants.js';
import { Journeys } from './journey.js';
import type { Journey } from './journey.js';

/** Called while a process starts or ends: their faults need a process of their own. */
const AT_START_OR_END = new Set(['eventLog.consume', 'tasks.start', 'tasks.work', 'tasks.workTogether', 'tasks.stop']);
/** Calls of one method that a plan hits: the first try and one repetition. */
const HITS = 2;
const QUIET_MS = 30_000;

export interface SeamResult {
  readonly plan: FaultPlan;
  /** What went wrong; empty when every promise held. */
  readonly broken: readonly string[];
}

export interface SeamRunOptions {
  readonly plans: readonly FaultPlan[];
  readonly onResult?: (result: SeamResult) => void;
}

/** Every method of every port with every fault. */
export function allPlans(): FaultPlan[] {
  return portMethods().flatMap(({ port, method }) => FAULT_KINDS.map((kind) => ({ port, method, kind, times: HITS })));
}

/**
 * One journey per plan over a whole system in this process. A fault hits the first calls of its method and then no more; nobody intervenes.
 */
export async function seamRun({ plans, onResult = () => undefined }: SeamRunOptions): Promise<SeamResult[]> {
  const results: SeamResult[] = [];
  const report = (result: SeamResult): void => {
    results.push(result);
    onResult(result);
  };
  const running = plans.filter((plan) => !AT_START_OR_END.has(nameOf(plan)));
  if (running.length > 0) {
    const faults = new Faults();
    await withSystem(
      async (installation) => {
        const system = new System(installation, faults);
        for (const plan of running) report({ plan, broken: await system.journeyUnder(plan) });
      },
      { LOG_LEVEL: 'silent' },
      faults.wrap,
    );
  }
  for (const plan of plans) if (AT_START_OR_END.has(nameOf(plan))) report({ plan, broken: await aroundStart(plan) });
  return results;
}

export function nameOf({ port, method }: FaultPlan): string {
  return `${port}.${method}`;
}

/** The system starts, or ends, under the fault; the one after it starts as ever, and finds everything as it should be. */
async function aroundStart(plan: FaultPlan): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-seams-'));
  try {
    const first = await System.start(folder, plan).catch((error: unknown) => asExpected(error, plan));
    await first?.stop().catch((error: unknown) => asExpected(error, plan));
    const second = await System.start(folder);
    try {
      return await second.journeyUnder(null);
    } finally {
      await second.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A start may fail by the fault that was put there, and by nothing else. */
function asExpected(error: unknown, plan: FaultPlan): null {
  if (error instanceof Error && error.message.includes(`${nameOf(plan)} ${plan.kind} on purpose`)) return null;
  throw error;
}

class System {
  private journeys: Journeys | null = null;

  constructor(
    private readonly installation: Installation,
    private readonly faults: Faults,
  ) {}

  /** With a plan the fault is there from the first call on. */
  static async start(folder: string, plan?: FaultPlan): Promise<System> {
    const faults = new Faults();
    if (plan) faults.inject(plan);
    const variables = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', HTTP_RATE_LIMIT_SCALE: '100000' };
    const installation = await Installation.open({ environment: new Environment(variables), wrap: faults.wrap });
    return new System(installation, faults);
  }

  /** What did not hold on one journey. */
  async journeyUnder(plan: FaultPlan | null): Promise<string[]> {
    this.journeys ??= await Journeys.prepare(this.installation.url, this.installation.infrastructure);
    const before = await takeInventory(this.installation.address);
    if (plan) this.faults.inject(plan);
    let hit = 0;
    let broken: string[];
    try {
      const journey = await this.journeys.run();
      hit = this.faults.lift();
      broken = await this.whenQuiet(journey, before);
    } catch (error) {
      this.faults.lift();
      return [`the journey failed: ${(error as Error).message}`];
    }
    return plan && hit === 0 ? [...broken, 'the fault was never met'] : broken;
  }

  async stop(): Promise<void> {
    this.faults.lift();
    await this.installation.close();
  }

  private async whenQuiet(journey: Journey, before: Inventory): Promise<string[]> {
    return eventually(async () => {
      const broken = await brokenPromises(this.installation.address, journey, before);
      if (broken.length > 0) throw new Error(broken.join('; '));
      return broken;
    }, QUIET_MS).catch((error: Error) => [error.message]);
  }
}
