import type { estypes } from '@elastic/elasticsearch';
import { FACET_VALUES } from '../search-index.js';
import type { FacetValue, SearchFacet } from '../search-index.js';

/** Spellings that are looked at to find the most frequent values. */
const SPELLINGS = 1_000;

/** What asks for the values of the facets. */
export function aggregationsOf(facets: readonly SearchFacet[]): Record<string, estypes.AggregationsAggregationContainer> {
  return Object.fromEntries(facets.map((facet) => [facet, { terms: { field: facet, size: SPELLINGS } }]));
}

/** Spellings that differ in case are one value, shown as the first of them. */
export function valuesOf(aggregation: estypes.AggregationsAggregate | undefined): FacetValue[] {
  const { buckets } = aggregation as estypes.AggregationsStringTermsAggregate;
  const spellings = (buckets as estypes.AggregationsStringTermsBucket[]).map(({ key, doc_count }) => ({
    value: String(key),
    count: doc_count,
  }));
  const values = [...Map.groupBy(spellings, ({ value }) => value.toLowerCase()).values()].map((alike) => ({
    value: alike.map(({ value }) => value).sort(byCode)[0] ?? '',
    count: alike.reduce((sum, { count }) => sum + count, 0),
  }));
  return values.sort((a, b) => b.count - a.count || byCode(a.value, b.value)).slice(0, FACET_VALUES);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : 1);
