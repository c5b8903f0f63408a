import { describe, expect, it } from '@jest/globals';
import { parseFile } from '../parse-file.js';

const RESUME = {
  basics: {
    name: 'Amina Yusuf',
    label: 'Data Engineer',
    email: 'amina@example.org',
    phone: '+44 20 7946 0958',
    location: { city: 'Lagos', countryCode: 'NG' },
  },
  work: [
    { name: 'Blue Crane Ltd', position: 'Data Engineer', startDate: '2020-03-01', highlights: ['Built pipelines in Python'] },
    { name: 'Example GmbH', position: 'Engineer', startDate: '2016', endDate: '2019-12', summary: 'Services\nin TypeScript' },
  ],
  education: [{ institution: 'University of Example', area: 'Computer Science', studyType: 'Bachelor of Science', endDate: '2015' }],
  skills: [{ name: 'Data', keywords: ['Apache Kafka', 'PostgreSQL', 7, null] }],
  languages: [{ language: 'English', fluency: 'C1' }],
  awards: 'none',
};

const read = (value: unknown): ReturnType<typeof parseFile> =>
  parseFile(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value, null, 2)), { asOf: '2026-01-01T00:00:00.000Z' });

describe('a JSON Resume', () => {
  it('gives the profile that it states, with evidence in the text written from it', async () => {
    const outcome = await read(RESUME);
    if (!outcome.ok) throw new Error(outcome.code);
    const { profile, text } = outcome;
    expect(profile.name?.value).toBe('Amina Yusuf');
    expect(profile.emails.map(({ value }) => value)).toEqual(['amina@example.org']);
    expect(profile.roles).toMatchObject([
      { title: 'Data Engineer', organization: 'Blue Crane Ltd', from: '2020-03', to: null },
      { title: 'Engineer', organization: 'Example GmbH', from: '2016', to: '2019-12' },
    ]);
    expect(profile.education).toMatchObject([{ level: 'bachelor', field: 'Computer Science' }]);
    expect(profile.languages).toMatchObject([{ name: 'English', level: 'C1' }]);
    expect(profile.skills.map(({ name }) => name)).toEqual(expect.arrayContaining(['Apache Kafka', 'PostgreSQL', 'Python', 'TypeScript']));
    for (const { evidence } of profile.skills)
      for (const { text: quote, start, end } of evidence) expect(text.slice(start, end)).toBe(quote);
    expect(text).not.toMatch(/awards/i);
  });

  it.each([
    ['other JSON', { name: 'package', version: '1.0.0' }, 'unsupported_type'],
    ['broken JSON', '{"basics": {"name": ', 'corrupt'],
    ['an empty one', { basics: {} }, 'no_text'],
  ])('is told from %s', async (_case, value, code) => {
    expect(await read(value)).toMatchObject({ ok: false, code });
  });
});
