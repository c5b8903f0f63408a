import { describe, expect, it } from '@jest/globals';
import { agree, extras, isSameEmail, isSameName, isSamePhone, judge, mistakenPhone, recalledSkills } from './exactness.mjs';

const equal = (a, b) => a === b;

describe('judge', () => {
  it.each([
    ['a', ['a'], 'right'],
    ['a', ['b', 'a'], 'right'],
    ['a', ['b'], 'wrong'],
    ['a', [], 'missed'],
    [null, ['a'], 'invented'],
    [null, [], 'rightly none'],
  ])('calls truth %s with %j %s', (truth, found, verdict) => expect(judge(truth, found, equal)).toBe(verdict));

  it('counts what stands beside the truth', () => {
    expect(extras('a', ['b', 'a', 'c'], equal)).toBe(2);
    expect(extras(null, ['b'], equal)).toBe(0);
  });
});

describe('comparisons', () => {
  it.each([
    ['Ana  Núñez', 'ANA NUNEZ', true],
    ['Ana Núñez', 'Ana Núñez Resume', false],
  ])('of names: %s, %s', (a, b, same) => expect(isSameName(a, b)).toBe(same));

  it('of addresses ignores case only', () => {
    expect(isSameEmail('A@example.org', 'a@example.org')).toBe(true);
    expect(isSameEmail('a@example.org', 'a@example.com')).toBe(false);
  });

  it.each([
    ['(555) 010-4650', '+15550104650', true],
    ['0321-0007367', '+923210007367', true],
    ['0092 345 0006817', '+923450006817', true],
    ['+39 0325658974', '+390325658974', true],
    ['(555) 010-4650', '+15550104651', false],
    ['4650', '+15550104650', false],
  ])('of phones: %s, %s', (written, found, same) => expect(isSamePhone(written, found)).toBe(same));
});

describe('mistakenPhone', () => {
  it.each([
    ['42101-0000232-4', null, 'national id'],
    ['0000232-4', '42101-0000232-4', 'national id'],
    ['2019 - 2021', null, 'date'],
    ['01/2019 – 03/2021', null, 'date'],
    ['2020-01-31', null, 'date'],
    ['0321-0007367', '42101-0000232-4', null],
    ['+44 7700 900519', null, null],
    ['(555) 201-9202', null, null],
  ])('calls %s beside the id %s: %s', (quote, nationalId, verdict) => expect(mistakenPhone(quote, nationalId)).toBe(verdict));
});

describe('recalledSkills', () => {
  const keyOf = (name) => name.toLowerCase().replace(/\W/g, '');
  it('takes a skill by its key or by the words it was read from', () => {
    const found = [
      { name: 'Node.js', evidence: [{ text: 'Node JS' }] },
      { name: 'React', evidence: [{ text: 'React.js' }] },
    ];
    expect(recalledSkills(['nodejs', 'ReactJS', 'Go'], found, keyOf)).toBe(2);
  });
});

describe('agree', () => {
  it('ignores the order of skills and not their names', () => {
    const skills = (...names) => ({ skills: names.map((name) => ({ name })) });
    expect(agree('skills', [skills('a', 'b'), skills('b', 'a')])).toBe(true);
    expect(agree('skills', [skills('a', 'b'), skills('b')])).toBe(false);
  });
});
