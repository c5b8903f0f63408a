import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { APPLICATION_STATUSES } from '@shortlist/contracts';
import { greetingName, templateOfStatus } from './message.js';

describe('the name in a greeting', () => {
  it.each(['Ada Example', "Siân O'Brien-Müller", '李小龍', 'Dr. Ada Example', 'J. R. Example'])('%s is used', (name) => {
    expect(greetingName(name)).toBe(name);
  });

  it.each([
    null,
    '',
    '   ',
    'Win at https://evil.example',
    'www.evil.example',
    'Buy at evil.com now',
    'ada@example.com',
    '<b>Ada</b>',
    'A'.repeat(81),
    'a\\b',
  ])('%p is not', (name) => {
    expect(greetingName(name)).toBeNull();
  });

  it('is one line', () => {
    expect(greetingName(' Ada\r\n Example ')).toBe('Ada Example');
  });
});

describe('mail about a status', () => {
  it('exists for what candidates should hear from people', () => {
    const told = APPLICATION_STATUSES.filter((status) => templateOfStatus(status) !== null);
    expect(told).toEqual(['shortlisted', 'interview', 'offer', 'hired', 'rejected']);
  });
});
