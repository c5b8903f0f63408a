import { Environment } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';
import { Faults, eventually } from '@shortlist/testing';
import type { FaultPlan } from '@shortlist/testing';
import { LOCAL_RECEIVERS, openSystem } from '../system.js';
import { brokenPromises, takeInventory } from './invariants.js';
import type { Inventory } from './invariants.js';
import { Journeys } from './journey.js';
import type { Journey } from './journey.js';
import { nameOf } from './plans.js';

const VARIABLES = { LOG_LEVEL: 'silent', ...LOCAL_RECEIVERS };

/** A run of deliveries that lost its lease holds its receiver for a minute. */
const QUIET_MS = 120_000;

/** The whole system in this process, with faults in front of every port. */
export class FaultySystem {
  private journeys: Journeys | null = null;
  /** Calls per method of a journey without any fault. */
  private usualCalls: ReadonlyMap<string, number> | null = null;

  private constructor(
    private readonly installation: Installation,
    private readonly faults: Faults,
    private readonly close: () => Promise<void>,
  ) {}

  /** Over throw-away data. */
  static async open(): Promise<FaultySystem> {
    const faults = new Faults();
    const { installation, close } = await openSystem(VARIABLES, faults.wrap);
    return new FaultySystem(installation, faults, close);
  }

  /** Over data that outlive it, with faults that may be there from the first call on. */
  static async over(folder: string, faults: Faults): Promise<FaultySystem> {
    const environment = new Environment({
      ...VARIABLES,
      PORT: '0',
      HTTP_RATE_LIMIT_SCALE: '1000000',
      HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000',
      DATA_DIR: folder,
    });
    const installation = await Installation.open({ environment, wrap: faults.wrap });
    return new FaultySystem(installation, faults, () => installation.close());
  }

  /** What did not hold on one journey without any fault. */
  async journey(): Promise<string[]> {
    return (await this.attempt(null)).broken;
  }

  /** What did not hold on one journey under a fault. `share`, in [0, 1), tells how far into the journey it begins, unless it looks for calls of its own. */
  async journeyUnder(plan: FaultPlan, share: number): Promise<string[]> {
    const usual = plan.naming ? 0 : ((await this.usual()).get(nameOf(plan)) ?? 0);
    const first = await this.attempt({ ...plan, after: Math.floor(share * Math.max(1, usual - 1)) });
    if (first.hit > 0 || first.broken.length > 0) return first.broken;
    // Journeys differ in how often they look: this one was over before the call that should have been hit.
    const second = await this.attempt(plan);
    return second.hit > 0 ? second.broken : [...second.broken, 'the fault was never met'];
  }

  async stop(): Promise<void> {
    await this.journeys?.stop();
    await this.close();
  }

  /** What the end of its process would end: work that a spoilt stop left behind. */
  async abandon(): Promise<void> {
    await this.installation.infrastructure.tasks.stop(0);
  }

  private async usual(): Promise<ReadonlyMap<string, number>> {
    if (this.usualCalls) return this.usualCalls;
    await this.attempt(null);
    const before = this.faults.calls();
    await this.attempt(null);
    this.usualCalls = new Map([...this.faults.calls()].map(([name, calls]) => [name, calls - (before.get(name) ?? 0)]));
    return this.usualCalls;
  }

  private async attempt(plan: FaultPlan | null): Promise<{ readonly broken: string[]; readonly hit: number }> {
    const { url, infrastructure, address } = this.installation;
    this.journeys ??= await Journeys.prepare(url, infrastructure);
    const before = await takeInventory(address);
    if (plan) this.faults.inject(plan);
    try {
      const journey = await this.journeys.run({ collisions: plan?.port === 'unitOfWork' && plan.kind === 'twice' });
      const hit = this.faults.lift();
      return { broken: await this.whenQuiet(journey, before), hit };
    } catch (error) {
      return { broken: [`the journey failed: ${(error as Error).message}`], hit: this.faults.lift() };
    }
  }

  private async whenQuiet(journey: Journey, before: Inventory): Promise<string[]> {
    const { address, infrastructure } = this.installation;
    return eventually(async () => {
      const broken = await brokenPromises(address, infrastructure.mail, journey, before);
      if (broken.length > 0) throw new Error(broken.join('; '));
      return broken;
    }, QUIET_MS).catch((error: Error) => [error.message]);
  }
}
