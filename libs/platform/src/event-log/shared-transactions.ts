import { isUnavailable } from '../database/database-errors.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Semaphore } from '../semaphore.js';
import type { EventEnvelope } from './envelope.js';
import type { EventHandler } from './event-handler.js';
import { withinTime } from './within-time.js';

/** One event for one handler. */
export interface Step {
  readonly handler: EventHandler;
  readonly event: EventEnvelope;
}

/** What waits of one key, in order. */
export interface Chain {
  readonly key: string;
  readonly organizationId: string;
  readonly steps: readonly Step[];
}

interface Waiting {
  readonly chain: Chain;
  readonly resolve: (handled: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Steps of one round. More would make the locks of a round last, and a failure dear. */
const STEPS_PER_ROUND = 200;
/** Organizations at once: no more than the connection pool serves. */
const ORGANIZATIONS_AT_ONCE = 3;

/**
 * Handles events of many keys of an organization in one transaction, with their inbox rows: most of what an event costs is its
 * transaction. One round is in hand; what arrives meanwhile shares the next, so that an idle context waits for nothing. A round
 * either counts as a whole or not at all: then each of its keys goes alone, by the rules for failures (ADR 22).
 */
export class SharedTransactions {
  private readonly atOnce = new Semaphore(ORGANIZATIONS_AT_ONCE);
  private waiting: Waiting[] = [];
  private working = false;

  constructor(
    private readonly context: string,
    private readonly unitOfWork: UnitOfWork,
    private readonly timeoutMs: number,
  ) {}

  /** True when all steps are committed, false when the chain has to go alone. Rejects when the database is away. */
  handle(chain: Chain): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ chain, resolve, reject });
      if (this.working) return;
      this.working = true;
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const rounds = Map.groupBy(this.take(), ({ chain }) => chain.organizationId);
      await Promise.all([...rounds].map(([organizationId, round]) => this.atOnce.run(() => this.settle(organizationId, round))));
    }
    this.working = false;
  }

  private take(): Waiting[] {
    let steps = 0;
    const last = this.waiting.findIndex(({ chain }) => (steps += chain.steps.length) >= STEPS_PER_ROUND);
    return this.waiting.splice(0, last === -1 ? this.waiting.length : last + 1);
  }

  private async settle(organizationId: string, round: readonly Waiting[]): Promise<void> {
    try {
      // In the order of the keys: whatever else locks rows of several keys does so in that order, or one at a time.
      const steps = round.map(({ chain }) => chain).toSorted(byKey);
      const handled = await this.commit(
        organizationId,
        steps.flatMap((chain) => chain.steps),
      );
      for (const { resolve } of round) resolve(handled);
    } catch (error) {
      for (const { resolve, reject } of round) {
        if (isUnavailable(error)) reject(error);
        else resolve(false);
      }
    }
  }

  private async commit(organizationId: string, steps: readonly Step[]): Promise<boolean> {
    if (steps.length === 1) return false;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const fresh = await tx.execute(
        `INSERT INTO ${this.context}.inbox (consumer, event_id, organization_id)
         SELECT consumer, event_id, $3 FROM unnest($1::text[], $2::uuid[]) AS step(consumer, event_id) ON CONFLICT DO NOTHING`,
        [steps.map(({ handler }) => handler.consumer), steps.map(({ event }) => event.id), organizationId],
      );
      if (fresh === 0) return true;
      if (fresh < steps.length) throw new Error('some of the events were handled before; the role may not read which');
      const effects = async (): Promise<void> => {
        for (const { handler, event } of steps) await handler.effect(tx, event);
      };
      await withinTime(effects(), this.timeoutMs, () => new Error(`a round did not finish within ${this.timeoutMs} ms`));
      return true;
    });
  }
}

const byKey = (one: Chain, other: Chain): number => (one.key < other.key ? -1 : 1);
