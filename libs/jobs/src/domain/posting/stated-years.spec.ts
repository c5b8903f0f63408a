import { describe, expect, it } from '@jest/globals';
import { statedYears } from './stated-years.js';

describe('years that a sentence asks for', () => {
  it.each([
    ['5+ years of experience', [5]],
    ['3-5 years with Java and 2 years of SQL', [3, 2]],
    ['at least three years', [3]],
    ['mindestens 4 Jahre Erfahrung', [4]],
    ['10 yrs', [10]],
  ])('%j', (text, years) => expect(statedYears({ text }).map((one) => one.years)).toEqual(years));

  it.each(['founded 20 years ago', 'applicants who are 18 years old', 'in 2020', 'a 99 years lease', '3.5 years'])('none in %j', (text) =>
    expect(statedYears({ text }).filter(({ years }) => years > 5)).toEqual([]),
  );
});
