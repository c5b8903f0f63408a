import { newId } from '../ids.js';
import { defineMetric } from '../telemetry/index.js';
import type { Metrics } from '../telemetry/index.js';
import type { Candidate } from './model-catalogue.js';
import type { CallEnd, ModelLedger, ReservationRefusal } from './model-ledger.js';
import { costOf } from './model-prices.js';
import { ProviderFailure } from './provider.js';
import type { Completion, ProviderCall, Usage } from './provider.js';
import type { AnswerOutcome } from './model-usage.js';

const calls = defineMetric({
  name: 'model_calls_total',
  type: 'counter',
  help: 'Calls to models by how they ended: answered, the kind of failure, or why none was made (circuit_open, over_budget, not_allowed, switched_off).',
  labels: ['provider', 'outcome'],
});
const durations = defineMetric({
  name: 'model_call_duration_seconds',
  type: 'histogram',
  help: 'How long calls to models took, answered or not.',
  labels: ['provider'],
});

/** A call as the router wants it. */
export interface WantedCall {
  readonly organizationId: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly candidate: Candidate;
  readonly isRepair: boolean;
  readonly withinMs: number;
  readonly asked: Omit<ProviderCall, 'callId' | 'model' | 'signal'>;
}

export interface CallOutcome extends Usage {
  /** Null when there is no answer. */
  readonly text: string | null;
  /** The organization lets this provider see the data: that there is no answer is not its will. */
  readonly wasAllowed: boolean;
  readonly costMicros: number;
}

/** What a provider adds to a question of its own accord: roles, its own wording for the schema. */
const OWN_TOKENS = 1_000;

/** Makes calls that the budget allows, leaves providers alone that fail, and writes down what each call came to. */
export class ModelCalls {
  private readonly counted;
  private readonly timed;

  constructor(
    private readonly ledger: ModelLedger,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter(calls);
    this.timed = metrics.histogram(durations);
  }

  async make(call: WantedCall): Promise<CallOutcome> {
    const { breaker, offered } = call.candidate;
    // Whom the organization forbids is nobody it misses, also while others find out that he does not answer.
    if (!breaker.enter())
      return this.notMade(offered.name, (await this.isAllowed(call.organizationId, call.candidate)) ? 'circuit_open' : 'not_allowed');
    const id = newId();
    const mostMicros = mostOf(call);
    let refusal: ReservationRefusal | null;
    try {
      refusal = await this.reserve(id, call, mostMicros);
    } catch (error) {
      breaker.left();
      throw error;
    }
    if (refusal) {
      breaker.left();
      return this.notMade(offered.name, refusal);
    }
    const startedAt = performance.now();
    const completion = await this.complete(id, call).catch((failure: ProviderFailure) => failure);
    const milliseconds = Math.round(performance.now() - startedAt);
    this.timed.observe({ provider: offered.name }, milliseconds / 1_000);
    const end =
      completion instanceof ProviderFailure ? this.failed(completion, call.candidate) : this.answered(completion, call, mostMicros);
    // Should this fail, the call counts as what was reserved for it, and is ended as lost: an answer that was paid for is not thrown away.
    await this.ledger.settle(call.organizationId, id, { ...end, milliseconds }).catch(() => false);
    const text = completion instanceof ProviderFailure ? null : completion.text;
    const used = end.usage ?? { inputTokens: 0, outputTokens: 0 };
    return { text, wasAllowed: true, ...used, costMicros: end.costMicros ?? mostMicros };
  }

  /** Whether the organization lets this provider see its data now. */
  isAllowed(organizationId: string, { offered }: Candidate): Promise<boolean> {
    return this.ledger.isAllowed(organizationId, offered);
  }

  /** Writes down how a question was answered. An answer is not thrown away because it could not be counted. */
  async count(organizationId: string, by: { provider: string; model: string }, outcome: AnswerOutcome): Promise<void> {
    await this.ledger.count(organizationId, by, outcome).catch(() => undefined);
  }

  private reserve(id: string, call: WantedCall, mostMicros: number): Promise<ReservationRefusal | null> {
    const { organizationId, promptId, promptVersion, candidate, isRepair } = call;
    const { offered, model, tier } = candidate;
    const { name: provider, region } = offered;
    return this.ledger.reserve({ id, organizationId, promptId, promptVersion, provider, model, region, tier, isRepair, mostMicros });
  }

  private complete(callId: string, { candidate, asked, withinMs }: WantedCall): Promise<Completion> {
    const signal = AbortSignal.timeout(Math.ceil(withinMs));
    return candidate.offered.provider.complete({ ...asked, callId, model: candidate.model, signal });
  }

  private answered({ usage }: Completion, { candidate }: WantedCall, mostMicros: number): Omit<CallEnd, 'milliseconds'> {
    candidate.breaker.succeeded();
    this.counted.inc({ provider: candidate.offered.name, outcome: 'answered' });
    const costMicros = usage && costOf(candidate.price, usage.inputTokens, usage.outputTokens);
    // More than can be is a lie: then nobody knows.
    if (costMicros === null || costMicros > mostMicros)
      return { state: 'unknown', usage: null, costMicros: null, failure: 'usage_unknown' };
    return { state: 'settled', usage, costMicros, failure: null };
  }

  private failed({ kind, retryAfterMs, mayBeBilled }: ProviderFailure, { offered, breaker }: Candidate): Omit<CallEnd, 'milliseconds'> {
    if (kind === 'refused') breaker.succeeded();
    else breaker.failed(retryAfterMs);
    this.counted.inc({ provider: offered.name, outcome: kind });
    const end = { usage: null, failure: kind };
    return mayBeBilled ? { ...end, state: 'unknown', costMicros: null } : { ...end, state: 'failed', costMicros: 0 };
  }

  private notMade(provider: string, outcome: ReservationRefusal | 'circuit_open'): CallOutcome {
    this.counted.inc({ provider, outcome });
    return { text: null, wasAllowed: outcome !== 'not_allowed', inputTokens: 0, outputTokens: 0, costMicros: 0 };
  }
}

/** A token is a byte at least in every vocabulary made of bytes, so a call cannot cost more than this. */
function mostOf({ candidate, asked }: WantedCall): number {
  const { instructions, turns, schema } = asked;
  const bytes = Buffer.byteLength(JSON.stringify([instructions, turns, schema]));
  return costOf(candidate.price, bytes + OWN_TOKENS, asked.maxTokens);
}
