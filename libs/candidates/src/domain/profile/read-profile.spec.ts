import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composeDocument } from '../text-document.js';
import type { TextDocument } from '../text-document.js';
import { readProfile } from './read-profile.js';

const ASOF = '2026-01-01T00:00:00.000Z';

function documentOf(text: string): TextDocument {
  return composeDocument(text.split('\n').map((line) => ({ text: line })));
}

function profileOf(text: string): ReturnType<typeof readProfile>['profile'] {
  return readProfile(documentOf(text), ASOF).profile;
}

interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function spansOf(value: unknown): Span[] {
  if (Array.isArray(value)) return value.flatMap(spansOf);
  if (value === null || typeof value !== 'object') return [];
  return 'start' in value && 'end' in value ? [value as Span] : Object.values(value).flatMap(spansOf);
}

const RESUME = `RESUME OF MS. AMINA TESTWALA
Staff Nurse
Lahore, Pakistan | amina.testwala@example.org | 0300 5550123 | CNIC: 35202-5550123-4
linkedin.com/in/amina-testwala

PROFESSIONAL SUMMARY
Nurse with eight years in intensive care.

WORK EXPERIENCE
Senior Staff Nurse
Example General Hospital | Lahore
March 2021 - Present
• Led patient care for twenty beds
• Trained juniors in infection control

Staff Nurse
Sample Clinic | Karachi
Jan 2018 - Feb 2021
• Medication administration

EDUCATION
BSc in Nursing | University of Examples | 2014 - 2018

SKILLS
Patient Care, Phlebotomy, Kite Flying, R

LANGUAGES
Urdu (Native), English (Fluent)`;

describe('readProfile', () => {
  it('reads every kind of fact of an ordinary resume', () => {
    const profile = profileOf(RESUME);
    expect(profile.name?.value).toBe('Amina Testwala');
    expect(profile.emails.map(({ value }) => value)).toEqual(['amina.testwala@example.org']);
    expect(profile.phones.map(({ value }) => value)).toEqual(['+923005550123']);
    expect(profile.location?.value).toBe('Lahore, Pakistan');
    expect(profile.links.map(({ value }) => value)).toEqual(['linkedin.com/in/amina-testwala']);
    expect(profile.summary?.value).toBe('Nurse with eight years in intensive care.');
    expect(profile.roles).toMatchObject([
      {
        title: 'Senior Staff Nurse',
        organization: 'Example General Hospital',
        from: '2021-03',
        to: null,
        current: true,
        bullets: expect.arrayContaining(['Trained juniors in infection control']),
      },
      { title: 'Staff Nurse', organization: 'Sample Clinic', from: '2018-01', to: '2021-02', current: false },
    ]);
    expect(profile.education).toMatchObject([
      { level: 'bachelor', field: 'Nursing', institution: 'University of Examples', from: '2014', to: '2018' },
    ]);
    expect(profile.languages).toMatchObject([
      { name: 'Urdu', level: 'native' },
      { name: 'English', level: 'C1' },
    ]);
    expect(profile.totalYears?.value).toBe(8.1);
  });

  it('lists skills by their canonical name, keeps unknown ones as written, and counts years from the roles that name them', () => {
    const skills = new Map(profileOf(RESUME).skills.map((skill) => [skill.name, skill]));
    expect([...skills.keys()]).toEqual(expect.arrayContaining(['Patient Care', 'Phlebotomy', 'Kite Flying', 'R', 'Infection Control']));
    expect(skills.get('Patient Care')?.years).toBe(4.9);
    expect(skills.get('Phlebotomy')?.years).toBeNull();
  });

  it('takes C, R and Go for skills only where skills are listed', () => {
    expect(profileOf('Ada Example\n\nSUMMARY\nI go far. Vitamin C and R rated films. Let us Go now.').skills).toEqual([]);
    expect(profileOf('Ada Example\n\nSKILLS\nC, R, Go').skills.map(({ name }) => name)).toEqual(['C', 'R', 'Go']);
  });

  it('never takes a national id, a date, a range of years or a postcode for a phone number', () => {
    for (const words of ['35202-1234567-1', '2019 - 2021', '12/05/1990', '1990-03-14', 'Austin, TX 78701-4444', 'ISBN 978-3-16-148410-0']) {
      expect(profileOf(`Ada Example\n${words}\nada@example.org`).phones).toEqual([]);
    }
  });

  it.each([
    ['(555) 010-1234', '+15550101234'],
    ['+44 7700 900123', '+447700900123'],
    ['0092 300 1234567', '+923001234567'],
    ['Postcode 94588 (415) 555-0132', '+14155550132'],
  ])('reads the phone number %s as %s', (written, e164) => {
    expect(profileOf(`Ada Example\n${written}\nada@example.org`).phones.map(({ value }) => value)).toEqual([e164]);
  });

  it('puts an e-mail address together that a narrow column broke', () => {
    expect(profileOf('Ada Example\nada.example@exa\nmple.org').emails.map(({ value }) => value)).toEqual(['ada.example@example.org']);
  });

  it('never shows a full national id, and hands it over apart', () => {
    const { profile, nationalIds } = readProfile(documentOf('Ada Example\n\nSUMMARY\nEngineer. CNIC: 35202-5550123-4.'), ASOF);
    expect(nationalIds).toEqual(['35202-5550123-4']);
    expect(profile.nationalId?.value).toBe('*****-*******-4');
    expect(JSON.stringify(profile)).not.toMatch(/5550123/);
  });

  it.each([
    ['A D A   E X A M P L E\nSoftware Engineer\nada@example.org', 'ADA EXAMPLE'],
    ['CURRICULUM VITAE\nAda Example, PhD\nada@example.org', 'Ada Example'],
    ['Software Engineer\nAda de la Example\nada@example.org', 'Ada de la Example'],
    ['ADA EXAMPLE, Senior Accountant\nada@example.org', 'Ada Example'],
  ])('finds the name in %j', (text, name) => {
    expect(profileOf(text).name?.value.toLowerCase()).toBe(name.toLowerCase());
  });

  it('takes no list of skills for a name', () => {
    expect(profileOf('Terraform CloudFormation Ansible Pulumi\nada@example.org').name).toBeNull();
    expect(profileOf('Ruby Example\nruby@example.org').name?.value).toBe('Ruby Example');
  });

  it('invents nothing where nothing is written', () => {
    expect(profileOf('quarterly report\nrevenue grew by four per cent')).toMatchObject({
      name: null,
      emails: [],
      phones: [],
      roles: [],
      education: [],
      skills: [],
      totalYears: null,
    });
  });

  it('gives evidence that is exactly the words of the text, whatever the text', () => {
    const pieces = RESUME.split(/(?<=[\s|,])/).filter((piece) => !piece.includes('35202'));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme' })), { maxLength: 80 }), (parts) => {
        const document = documentOf(parts.join(''));
        for (const { text, start, end } of spansOf(readProfile(document, ASOF).profile)) expect(document.text.slice(start, end)).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
