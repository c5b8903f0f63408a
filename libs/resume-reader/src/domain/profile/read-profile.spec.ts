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
Urdu (Native), English (Fluent)

PROJECTS
Ward Handbook: a guide for new colleagues
Night Rota (2019) - planning shifts

PUBLICATIONS
[1] A. Testwala, "Hand hygiene on small wards", Example Journal of Nursing, 2020.
[2] A. Testwala, "Rota planning by hand", Sample Letters, 2021.`;

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
    expect(profile.projects?.map(({ value }) => value)).toEqual(['Ward Handbook', 'Night Rota']);
    expect(profile.publications?.map(({ value }) => value.slice(0, 40))).toEqual([
      'A. Testwala, "Hand hygiene on small ward',
      'A. Testwala, "Rota planning by hand", Sa',
    ]);
    expect(profile.gaps).toEqual([]);
  });

  it('lists skills by their canonical name, keeps unknown ones as written, and counts years from the roles that name them', () => {
    const skills = new Map(profileOf(RESUME).skills.map((skill) => [skill.name, skill]));
    expect([...skills.keys()]).toEqual(expect.arrayContaining(['Patient Care', 'Phlebotomy', 'Kite Flying', 'R', 'Infection Control']));
    expect(skills.get('Patient Care')?.years).toBe(4.9);
    expect(skills.get('Phlebotomy')?.years).toBeNull();
  });

  it('finds gaps of three months and more between jobs, none where years leave it open, and one since the last job', () => {
    const gapsOf = (...periods: string[]): unknown => {
      const jobs = periods.map((period) => `Nurse\nExample Clinic\n${period}\n• Cared for people`);
      return profileOf(`Ada Example\n\nEXPERIENCE\n${jobs.join('\n\n')}`).gaps?.map(({ from, to, months }) => ({ from, to, months }));
    };
    expect(gapsOf('Sep 2020 - Present', 'Jan 2018 - Feb 2020')).toEqual([{ from: '2020-03', to: '2020-08', months: 6 }]);
    expect(gapsOf('May 2020 - Present', 'Jan 2018 - Mar 2020', 'Jan 2019 - Apr 2020')).toEqual([]);
    expect(gapsOf('2021 - Present', '2018 - 2020')).toEqual([]);
    expect(gapsOf('Jan 2018 - Jun 2025')).toEqual([{ from: '2025-07', to: null, months: 6 }]);
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
    ['ნინო ბერიძე\nEngineer\nnino@example.org', 'ნინო ბერიძე'],
    ['אורית כהן־לוי\nEngineer\nada@example.org', 'אורית כהן־לוי'],
  ])('finds the name in %j', (text, name) => {
    expect(profileOf(text).name?.value.toLowerCase()).toBe(name.toLowerCase());
  });

  it('takes nobody who answers for somebody for the person', () => {
    const references =
      '\n\nEXPERIENCE\nEngineer, Acme\n2019 - 2023\n\nREFERENCES\nAda Example, Head of Operations\nada.example@example.org';
    expect(profileOf(`Ruby Python\nrubypython@example.org${references}`).name).toBeNull();
    expect(profileOf(`engineer@example.org${references}\n\nCONTACT\nGrace Example`).name?.value).toBe('Grace Example');
  });

  it('reads the same of everybody, however they are called', () => {
    const resume = (name: string) =>
      profileOf(
        `${name}\nLives in Washington\n\nEXPERIENCE\nEngineer, Acme\n2019 - 2023\n- Ran Kevin, a bot\n${name} - 1/2\n\nSKILLS\nPython\n${name} - 2/2\n\nPUBLICATIONS\n${name}, Kevin Wu: Crystals`,
      );
    const seen = ({ skills, roles, passages }: ReturnType<typeof resume>) => ({
      skills: skills.map(({ name }) => name),
      bullets: roles.map(({ bullets }) => bullets),
      words: (passages ?? []).flatMap(({ text }) => text.match(/\p{L}+/gu) ?? []),
    });
    const ada = seen(resume('Ada Example'));
    expect(ada).toMatchObject({ skills: ['Python'], bullets: [['Ran Kevin, a bot']] });
    for (const name of ['Denzel Washington', 'HUGO EXAMPLE', 'Kevin Yang', 'Dolores de Anda de Jesús']) {
      expect(resume(name).name?.value.toLowerCase()).toBe(name.toLowerCase());
      expect([name, seen(resume(name))]).toEqual([name, ada]);
    }
  });

  it('takes no list of skills for a name', () => {
    expect(profileOf('Terraform CloudFormation Ansible Pulumi\nada@example.org').name).toBeNull();
    expect(profileOf('Web Technologies\nada@example.org').name).toBeNull();
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

describe('a text that goes on and on', () => {
  // What a search tries again from every letter took minutes on these; a file has the child process for 15 seconds.
  const repeated = ['[', 'a', '1', '-', '.', ', ', ', RN', 'a@', 'a-', 'C++ ', 'MSc ', '(1) ', 'www.', 'Engineer\n', 'Jan 2019 - '];
  it.each(repeated)('of %j is read to its end', (unit) => {
    const text = `Ada Example\n${unit.repeat(Math.ceil(60_000 / unit.length))} end\nada@example.org\n`;
    expect(profileOf(text).emails.map(({ value }) => value)).toContain('ada@example.org');
  });
});
