import { describe, expect, it } from '@jest/globals';
import { postingText } from './posting-text.js';
import { quotedRequirements } from './quoted-requirements.js';
import type { QuotedRequirement } from './quoted-requirements.js';

const posting = postingText('Engineer', 'You bring 4 years of Golang and a B.Sc. Call +92 300 1234567.');
const told = (changes: Partial<QuotedRequirement>, shown = posting.text): unknown =>
  quotedRequirements(
    [{ type: 'skill', value: 'Golang', mandatory: true, years: null, quote: '4 years of Golang', ...changes }],
    posting,
    shown,
  ).map(({ value, years }) => [value, years]);

describe('requirements that a model quotes', () => {
  it('stand where their words stand, and only as far as these say it', () => {
    expect(told({})).toEqual([['Go', null]]);
    expect(told({ years: 4 })).toEqual([['Go', 4]]);
    expect(told({ years: 6 })).toEqual([['Go', null]]);
    expect(told({ type: 'experience', value: '4', years: 4 })).toEqual([['4', 4]]);
    expect(told({ type: 'education', value: 'bachelor', quote: 'a B.Sc' })).toEqual([['bachelor', null]]);
  });

  it.each<[string, Partial<QuotedRequirement>]>([
    ['a quote that does not stand there', { quote: '4 years of Rust' }],
    ['a skill that the quote does not name', { value: 'Rust' }],
    ['an empty quote', { quote: ' ' }],
    ['years that nobody stated', { type: 'experience', years: 9 }],
    ['a level that the quote does not name', { type: 'education', value: 'doctorate', quote: 'a B.Sc' }],
  ])('fall with %s', (_name, changes) => expect(told(changes)).toEqual([]));

  it('fall with words that were masked', () => {
    const masked = posting.text.replace('+92 300 1234567', '*'.repeat(15));
    expect(told({ value: '***', quote: '*'.repeat(15) }, masked)).toEqual([]);
  });
});
