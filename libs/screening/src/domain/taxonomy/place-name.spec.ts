import { describe, expect, it } from '@jest/globals';
import { languageKey } from './language-name.js';
import { isAnywhere, relationOfPlaces } from './place-name.js';

describe('places', () => {
  it.each([
    ['Saddar, Karachi, Pakistan', 'karachi', 'within'],
    ['Karachi', 'Karachi, Pakistan', 'within'],
    ['Lahore', 'Pakistan', 'within'],
    ['Leeds, U.K.', 'United Kingdom', 'within'],
    ['München', 'Munich', 'within'],
    ['Bangalore, India', 'Bengaluru', 'within'],
    ['Kleinstadt, Germany', 'Deutschland', 'within'],
    ['Pune, India', 'Remote (India)', 'within'],
    ['Lahore', 'Karachi', 'sameCountry'],
    ['Hyderabad, India', 'Karachi', 'elsewhere'],
    ['London, Canada', 'London, UK', 'elsewhere'],
    ['Paris', 'Berlin', 'elsewhere'],
    ['Indiana', 'India', 'unknown'],
    ['Kleinstadt', 'Berlin', 'unknown'],
    ['Remote', 'Berlin', 'unknown'],
  ] as const)('%s seen from %s: %s', (actual, wanted, relation) => {
    expect(relationOfPlaces(actual, wanted)).toBe(relation);
  });

  it('are anywhere only when no place stands beside the word', () => {
    expect(['Remote', 'work from home', 'Fully remote'].map(isAnywhere)).toEqual([true, true, true]);
    expect(['Remote (Pakistan)', 'Karachi', ''].map(isAnywhere)).toEqual([false, false, false]);
  });
});

describe('languages', () => {
  it.each([
    ['German', 'Deutsch'],
    ['español', 'Spanish'],
    ['Mandarin', 'Chinese'],
    ['English B2', 'english'],
    ['اردو', 'Urdu'],
    ['हिन्दी', 'Hindi'],
    ['English language', 'ENGLISH'],
  ])('have one key for %s and %s', (a, b) => {
    expect(languageKey(a)).toBe(languageKey(b));
  });
});
