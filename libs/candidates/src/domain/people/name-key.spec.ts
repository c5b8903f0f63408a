import { describe, expect, it } from '@jest/globals';
import { nameEmployerKey } from './name-key.js';

describe('name and employer', () => {
  it.each([
    ['Mohammad Qureshi', 'Acme Systems (Pvt) Ltd.', 'Qureshi, Muhammed', 'ACME Systems'],
    ['Dr. Catherine Smyth', 'The Example Company', 'Katherine J. Smith', 'Example Inc'],
    ['José Núñez', 'Müller GmbH', 'Jose Nunez', 'Muller'],
    ['John Philips', 'Acme', 'Jon Filips', 'acme'],
  ])('are alike for %s at %s and %s at %s', (name, employer, otherName, otherEmployer) => {
    const key = nameEmployerKey(name, employer);
    expect(key).not.toBeNull();
    expect(nameEmployerKey(otherName, otherEmployer)).toBe(key);
  });

  it.each([
    ['Ada Lovelace', 'Acme', 'Ada Lovell', 'Acme'],
    ['Ada Lovelace', 'Acme', 'Ada Lovelace', 'Acme Systems'],
    ['Ahmed Khan', 'Acme', 'Hamid Khan', 'Acme'],
    ['李 明', 'Acme', '王 明', 'Acme'],
  ])('differ for %s at %s and %s at %s', (name, employer, otherName, otherEmployer) => {
    expect(nameEmployerKey(otherName, otherEmployer)).not.toBe(nameEmployerKey(name, employer));
  });

  it.each([
    ['Ada', 'Acme'],
    ['Dr. Ada', 'Acme'],
    ['Ada Lovelace', 'Ltd.'],
    ['', ''],
  ])('say too little in %j at %j', (name, employer) => {
    expect(nameEmployerKey(name, employer)).toBeNull();
  });
});
