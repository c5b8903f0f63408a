import { describe, expect, it } from '@jest/globals';
import { normaliseEmail, normalisePhone } from './candidate.js';

describe('a phone number', () => {
  it('is one number in all spellings that name its country', () => {
    for (const spelling of ['+92 300 5553001', '+923005553001', '0092-300-5553001', '+92 (0) 300 555 3001', ' +٩٢ ٣٠٠ ٥٥٥٣٠٠١'])
      expect({ spelling, number: normalisePhone(spelling) }).toEqual({ spelling, number: '+923005553001' });
  });

  it('without a country is its digits, and is none where there are too few', () => {
    expect(normalisePhone('(0300) 555-3001')).toBe('03005553001');
    for (const few of ['', 'none', '1122', 'ext. 12345']) expect(normalisePhone(few)).toBeNull();
  });
});

describe('an address', () => {
  it('is one address in upper and lower case', () => {
    expect(normaliseEmail(' Ada@Example.ORG ')).toBe('ada@example.org');
  });
});
