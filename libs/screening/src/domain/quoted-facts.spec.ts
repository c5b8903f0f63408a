import { describe, expect, it } from '@jest/globals';
import { difficultyOf } from './difficulty.js';
import { statedFacts } from './quoted-facts.js';
import type { QuotedFacts } from './quoted-facts.js';
import { quotedSpan, readingOf } from './reading.js';
import { sampleProfile } from './scoring/sample-profile.js';

const { text, profile } = sampleProfile({
  name: 'Ada Example',
  skills: [{ name: 'Python' }],
  roles: [
    { title: 'Data Engineer', from: '2019', to: '2023', text: 'Ran Postgres and Kafka for 4 years at Example Ltd.', names: ['Kafka'] },
  ],
  education: [{ level: 'bachelor', field: 'physics' }],
  languages: [{ name: 'German', level: 'B2' }],
});
const reading = readingOf(profile);
const NONE: QuotedFacts = { skills: [], roles: [], education: [], languages: [], certifications: [] };
const stated = (facts: Partial<QuotedFacts>): ReturnType<typeof statedFacts> => statedFacts({ ...NONE, ...facts }, reading, reading.text);
const undated = { from: null, to: null };

describe('what was read', () => {
  it('holds each passage once, in the order of the resume, and none that tells who somebody is', () => {
    expect(reading.text.match(/Kafka/g)).toHaveLength(2);
    expect(reading.text).not.toMatch(/Ada|example\.com/);
    for (const part of reading.parts) expect(text.slice(part.start, part.start + part.text.length)).toBe(part.text);
  });

  it('finds the place of a quote in the resume, also where what was shown is masked', () => {
    const shown = reading.text.replace('Example Ltd', '******* ***');
    const span = quotedSpan(reading, shown, 'at ******* ***.');
    expect(span?.text).toBe('at Example Ltd.');
    expect(text.slice(span?.start, span?.end)).toBe('at Example Ltd.');
    expect(quotedSpan(reading, shown, 'at Example Ltd.')).toBeNull();
  });

  it('finds no quote that runs from one passage into another', () => {
    const [first, second] = reading.parts;
    expect(quotedSpan(reading, reading.text, `${first?.text}\n${second?.text.slice(0, 3)}`)).toBeNull();
  });
});

describe('a told fact', () => {
  it('stands with what its quote states', () => {
    const facts = stated({
      skills: [{ name: 'PostgreSQL', years: 4, quote: 'Ran Postgres and Kafka for 4 years' }],
      roles: [
        { title: 'Data Engineer', organization: null, from: '2019-03', to: '2023', current: true, quote: 'Data Engineer\n2019 - 2023' },
      ],
      education: [{ level: 'bachelor', field: 'physics', institution: null, ...undated, quote: 'bachelor in physics' }],
      languages: [{ name: 'German', level: 'B2', quote: 'German B2' }],
    });
    expect(facts.skills).toMatchObject([{ name: 'PostgreSQL', statedYears: 4, years: null, proficiency: null }]);
    expect(facts.roles).toMatchObject([{ title: 'Data Engineer', from: '2019', to: '2023', current: false }]);
    expect(facts.education).toMatchObject([{ level: 'bachelor', field: 'physics' }]);
    expect(facts.languages).toMatchObject([{ name: 'German', level: 'B2' }]);
  });

  it.each<[string, Partial<QuotedFacts>]>([
    ['is quoted from nowhere', { skills: [{ name: 'Rust', years: null, quote: 'Rust' }] }],
    ['is not in its quote', { skills: [{ name: 'Rust', years: null, quote: 'Python' }] }],
    ['is a title that is not in its quote', { roles: [{ title: 'CTO', organization: null, current: true, ...undated, quote: 'Python' }] }],
    [
      'is a degree that is not in its quote',
      { education: [{ level: 'doctorate', field: null, institution: null, ...undated, quote: 'bachelor' }] },
    ],
    ['is a language that is not in its quote', { languages: [{ name: 'Latin', level: null, quote: 'German' }] }],
    ['is a certificate that is not in its quote', { certifications: [{ value: 'CKA', quote: 'Kafka' }] }],
  ])('falls when it %s', (_what, facts) => expect(stated(facts)).toEqual(NONE));

  it('loses what its quote does not state', () => {
    expect(stated({ skills: [{ name: 'Kafka', years: 10, quote: 'Kafka for 4 years' }] }).skills).toMatchObject([{ statedYears: null }]);
    expect(stated({ languages: [{ name: 'German', level: 'native', quote: 'German B2' }] }).languages).toMatchObject([{ level: null }]);
    const role = { title: 'Data Engineer', organization: 'Oracle', from: '1999', to: null, current: true, quote: 'Data Engineer' };
    expect(stated({ roles: [role] }).roles).toMatchObject([{ organization: null, from: null, current: false }]);
  });
});

describe('difficulty', () => {
  it('grows with the level of the job and with what is hard to read, from 0 to 1', () => {
    const plain = { roles: [], education: [] };
    const levels = ['Intern', 'Engineer', 'Senior Engineer', 'Lead Engineer', 'Head of Engineering'].map((title) =>
      difficultyOf(title, plain, 0),
    );
    expect(levels).toEqual([...levels].sort((one, other) => one - other));
    expect(difficultyOf('Engineer', plain, 9_000)).toBeGreaterThan(difficultyOf('Engineer', plain, 900));
    const [role] = profile.roles;
    if (!role) throw new Error('the sample has a role');
    const career = { roles: Array.from({ length: 20 }, () => ({ ...role, title: null })), education: [] };
    expect(difficultyOf('Chief Officer', career, 50_000)).toBe(1);
  });
});
