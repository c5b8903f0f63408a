import { CircuitBreaker } from './circuit-breaker.js';
import type { PriceList, Price } from './model-prices.js';
import type { ModelChoice } from './models.js';
import type { ModelProvider } from './provider.js';
import { ShareMeter } from './share-meter.js';

export const PROVIDER_NAMES = ['openai', 'anthropic', 'ollama'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Classes of models that hybrid routing chooses from, cheapest first. */
export const TIERS = ['local', 'mid', 'top'] as const;
export type Tier = (typeof TIERS)[number];

export interface OfferedProvider {
  readonly name: ProviderName;
  readonly provider: ModelProvider;
  /** The model that answers when none was asked for. */
  readonly model: string;
  /** Where its servers stand; null when nobody declared it. */
  readonly region: string | null;
}

export interface TierModel {
  readonly provider: ProviderName;
  readonly model: string;
}

/** One model that may answer. */
export interface Candidate {
  readonly offered: OfferedProvider;
  readonly model: string;
  /** Null with fixed routing. */
  readonly tier: Tier | null;
  readonly price: Price;
  readonly breaker: CircuitBreaker;
}

/** Who may answer in this process, and in which order they are asked. */
export class ModelCatalogue {
  private readonly breakers = new Map<ProviderName, CircuitBreaker>();
  private readonly meter: ShareMeter;

  constructor(
    readonly providers: readonly OfferedProvider[],
    private readonly tiers: ReadonlyMap<Tier, TierModel>,
    shares: readonly [local: number, mid: number, top: number],
    private readonly prices: PriceList,
  ) {
    this.meter = new ShareMeter(shares);
  }

  /**
   * The models to ask, first choice first. Fixed: what was asked for, then the usual model of each other provider. Hybrid: the tier that the
   * difficulty falls into, then the cheaper ones, then the dearer ones.
   */
  candidates({ provider, model, routing }: ModelChoice, difficulty: number): Candidate[] {
    if (provider === 'rules') return [];
    if (routing === 'hybrid') return this.byTier(TIERS[this.meter.place(difficulty)] ?? 'local');
    const [chosen, others] = [this.providers.filter((one) => one.name === provider), this.providers.filter((one) => one.name !== provider)];
    return [
      ...chosen.map((one) => this.candidate(one, model ?? one.model, null)),
      ...others.map((one) => this.candidate(one, one.model, null)),
    ];
  }

  private byTier(first: Tier): Candidate[] {
    const at = TIERS.indexOf(first);
    const order = [first, ...TIERS.slice(0, at).reverse(), ...TIERS.slice(at + 1)];
    const found = order.flatMap((tier) => {
      const named = this.tiers.get(tier);
      const offered = this.providers.find((one) => one.name === named?.provider);
      return named && offered ? [this.candidate(offered, named.model, tier)] : [];
    });
    // An installation without any of the tiers' providers still has those that it has.
    return found.length > 0 ? found : this.providers.map((one) => this.candidate(one, one.model, first));
  }

  private candidate(offered: OfferedProvider, model: string, tier: Tier | null): Candidate {
    const breaker = this.breakers.get(offered.name) ?? new CircuitBreaker();
    this.breakers.set(offered.name, breaker);
    return { offered, model, tier, price: this.prices.of(offered.name, model), breaker };
  }
}
