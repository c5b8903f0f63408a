import { describe, expect, it } from '@jest/globals';
import { SLUG_PATTERN, slugOf } from './slug.js';

describe('slugOf', () => {
  it.each([
    ['Harbour & Pine Logistics', 'harbour-pine-logistics'],
    ['  Café Société, Zürich ', 'cafe-societe-zurich'],
    ['کراچی', 'organization'],
    ['A'.repeat(200), 'a'.repeat(80)],
  ])('spells %s as %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('never ends in a dash where the cut falls', () => {
    expect(slugOf(`${'a'.repeat(79)} b`)).toMatch(SLUG_PATTERN);
  });
});
