import { isUnavailable } from '../database/database-errors.js';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import { QueuePerOrganization } from '../queue-per-organization.js';
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
  readonly organizationId: string;
  readonly steps: readonly Step[];
}

interface Waiting {
  readonly chain: Chain;
  /** Null until it has been tried. */
  handled: boolean | null;
}

const LIMITS = { perFlush: 100, queued: 100_000 };

/**
 * Handles events of many keys of an organization in one transaction, with their inbox rows: most of what an event costs is its
 * transaction. One round is in hand; what arrives meanwhile shares the next, so that an idle context waits for nothing. A round
 * either counts as a whole or not at all: then each of its keys goes alone, by the rules for failures (ADR 22).
 */
export class SharedTransactions {
  private readonly queues = new QueuePerOrganization<Waiting>((organizationId, round) => this.settle(organizationId, round), LIMITS);

  constructor(
    private readonly context: string,
    private readonly unitOfWork: UnitOfWork,
    private readonly timeoutMs: number,
  ) {}

  /** True when all steps are committed, false when the chain has to go alone. Rejects when the database is away. */
  async handle(chain: Chain): Promise<boolean> {
    const waiting: Waiting = { chain, handled: null };
    await this.queues.push(chain.organizationId, waiting);
    return waiting.handled === true;
  }

  private async settle(organizationId: string, round: readonly Waiting[]): Promise<void> {
    const steps = round.flatMap(({ chain }) => chain.steps);
    const handled = steps.length > 1 && (await this.isCommitted(organizationId, steps));
    for (const one of round) one.handled = handled;
  }

  private async isCommitted(organizationId: string, steps: readonly Step[]): Promise<boolean> {
    try {
      await this.unitOfWork.runShared({ organizationId }, (tx) => this.effects(tx, organizationId, steps));
      return true;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return false;
    }
  }

  private async effects(tx: Tx, organizationId: string, steps: readonly Step[]): Promise<void> {
    const fresh = await tx.execute(
      `INSERT INTO ${this.context}.inbox (consumer, event_id, organization_id)
       SELECT consumer, event_id, $3 FROM unnest($1::text[], $2::uuid[]) AS step(consumer, event_id) ON CONFLICT DO NOTHING`,
      [steps.map(({ handler }) => handler.consumer), steps.map(({ event }) => event.id), organizationId],
    );
    if (fresh === 0) return;
    if (fresh < steps.length) throw new Error('some of the events were handled before; the role may not read which');
    const work = async (): Promise<void> => {
      for (const { handler, event } of steps) await handler.effect(tx, event);
    };
    await withinTime(work(), this.timeoutMs, () => new Error(`a round did not finish within ${this.timeoutMs} ms`));
  }
}
