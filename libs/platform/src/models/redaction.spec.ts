import { describe, expect, it } from '@jest/globals';
import { redacted } from './redaction.js';

describe('redaction', () => {
  it.each([
    ['a mail address', 'Write to ada.example+jobs@mail.example.org today', 'ada.example+jobs@mail.example.org'],
    ['a link', 'see https://ada.example.org/cv?x=1 there', 'https://ada.example.org/cv?x=1'],
    ['a link without a scheme', 'linkedin.com/in/ada-example and more', 'linkedin.com/in/ada-example'],
    ['a host', 'portfolio at ada-example.com now', 'ada-example.com'],
    ['a handle', 'posts as @ada_writes daily', '@ada_writes'],
    ['an international number', 'call +92 (300) 123-4567 now', '+92 (300) 123-4567'],
    ['a local number', 'call 0300-1234567 now', '0300-1234567'],
    ['a national id', 'CNIC 35202-1234567-1 issued', '35202-1234567-1'],
    ['a social security number', 'has 123-45-6789 there', '123-45-6789'],
    ['a passport', 'travels with AB1234567 only', 'AB1234567'],
    ['a bank account', 'paid to PK36SCBL0000001123456702 monthly', 'PK36SCBL0000001123456702'],
    ['a birth date', 'Date of Birth: 3 May 1990', '3 May 1990'],
    ['a birth date in words', 'She was born on 3 May 1990 in', '3 May 1990'],
    ['a birth date in German', 'Geburtsdatum: 03.05.1990', '03.05.1990'],
    ['an age', 'Age: 34', '34'],
    ['a labelled address', 'Address: 12 Garden View, Lahore', '12 Garden View, Lahore'],
    ['a street', 'lives at 221 Baker Street, London', '221 Baker Street, London'],
    ['a house', 'House # 12, Block C, Model Town', 'House # 12, Block C, Model Town'],
    ['a German street', 'Hauptstraße 12, 10115 Berlin', 'Hauptstraße 12, 10115 Berlin'],
    ["a father's name", "Father's Name: Muhammad Example", 'Muhammad Example'],
    ['a label in Urdu', 'نام: ادا مثال', 'ادا مثال'],
  ])('masks %s', (_what, text, personal) => {
    const masked = redacted(text);
    expect(masked).toBe(text.replace(personal, personal.replace(/\S/g, '*')));
  });

  it('masks what it is told, however it is spaced and in parts', () => {
    const text = 'ADA  EXAMPLE-Khan\nMs Example led. Khan built; khan as a word.';
    expect(redacted(text, ['Ada Example-Khan'])).toBe('***  ************\nMs ******* led. **** built; khan as a word.');
  });

  it.each([
    'Python, Node.js, ASP.NET, socket.io, C++ and @angular/core',
    '2015 - 2019, 01/2015 - 03/2019, 2019-03 to 2021-06, 12.2015 - 01.2016',
    'Grew revenue by 45 % to 1,200,000 in 3 years; team of 12',
    'ISO 27001, 802.11, PMP, 10,000 users, 99.99 % uptime, v18.4.0',
    'Worked in a street team. Led the way forward. Addressed issues.',
    'Lived the values: quality, speed. Named employee of the year.',
  ])('leaves alone what tells of the work: %s', (text) => expect(redacted(text)).toBe(text));

  it('keeps every other character in its place, and masks twice as once', () => {
    const text = 'Name: Ada\n\tada@example.org | Python\n2015 - 2019 at Example GmbH, 😀 team';
    const masked = redacted(text, ['Ada']);
    expect(masked).toHaveLength(text.length);
    expect(masked.indexOf('Python')).toBe(text.indexOf('Python'));
    expect(redacted(masked, ['Ada'])).toBe(masked);
  });

  it('is not slowed down by any text', () => {
    const hostile = [
      'a@'.repeat(50_000),
      '1 '.repeat(50_000),
      'a.'.repeat(50_000),
      'Name:'.repeat(20_000),
      `12 ${'a '.repeat(50_000)}`,
      '@'.repeat(100_000),
    ];
    for (const text of hostile) expect(redacted(text)).toHaveLength(text.length);
  });
});
