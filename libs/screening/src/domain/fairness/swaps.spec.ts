import { describe, expect, it } from '@jest/globals';
import type { CriteriaDto, ProfileDto, ScoreDto } from '@shortlist/contracts';
import fc from 'fast-check';
import { sampleProfile } from '../scoring/sample-profile.js';
import { scoreProfile } from '../scoring/scorers.js';
import { DEFAULT_SCORING_SETTINGS } from '../scoring/scoring-settings.js';

// What somebody is must not move what they score, whatever the criteria ask for and also where the text of the job ranks.

const NAMES = [
  'Emily Walsh',
  'Greg Baker',
  'Lakisha Washington',
  'Jamal Jones',
  'Aisha Khan',
  'Muhammad Iqbal',
  'Wei Zhang',
  'José García',
];
const PRONOUNS = [
  'She leads her team.',
  'He leads his team.',
  'They lead their team.',
  'Mother of two, she/her.',
  'Ex-serviceman, he/him.',
];
const SCHOOLS = ['Smith College', 'Morehouse College', 'Howard University', 'Harvard University', 'Lahore College for Women', null];
const STREETS = ['12 Park Lane, Karachi', 'House 9, Lyari, Karachi', 'Defence Phase 8, Karachi', 'Karachi'];
const AGE_CUES = ['1974', '1985', '1999', '2015', null];

const CRITERIA: readonly CriteriaDto[] = [
  {},
  { mustHaveSkills: [{ name: 'Python', years: 2 }], niceToHaveSkills: [{ name: 'Kubernetes' }] },
  { minExperienceYears: 3, requiredEducation: 'bachelor', locationPreference: ['Karachi'], languages: [{ name: 'English', level: 'B2' }] },
];

const base = sampleProfile({
  name: 'Emily Walsh',
  location: 'Karachi',
  skills: [{ name: 'Python' }],
  roles: [{ title: 'Engineer', from: '2018', to: '2022', text: 'Built services in Python.', names: ['Python'] }],
  education: [{ level: 'bachelor', field: 'arts' }],
  languages: [{ name: 'English', level: 'C1' }],
}).profile;

/** The same person's work, by somebody else. */
interface Identity {
  readonly name: string;
  readonly pronouns: string;
  readonly school: string | null;
  readonly street: string;
  readonly graduated: string | null;
}

function lived(profile: ProfileDto, { name, pronouns, school, street, graduated }: Identity): ProfileDto {
  const fact = (value: string): { value: string; evidence: { text: string; start: number; end: number }[]; confidence: number } => ({
    ...{ value, confidence: 1, evidence: [{ text: value, start: 5_000, end: 5_000 + value.length }] },
  });
  return {
    ...profile,
    name: fact(name),
    emails: [fact(`${name.toLowerCase().replace(/\W+/g, '.')}@example.com`)],
    summary: fact(`${name}. ${pronouns}`),
    location: fact(street),
    education: profile.education.map((degree) => ({ ...degree, institution: school, to: graduated })),
  };
}

function scores(profile: ProfileDto): readonly Pick<ScoreDto, 'score' | 'flags' | 'cap'>[] {
  return CRITERIA.map((criteria) => {
    const job = { title: 'Software Engineer', description: 'She or he builds services in Python, a graduate of Harvard University.' };
    const { score, flags, cap } = scoreProfile({
      profile,
      criteria,
      settings: DEFAULT_SCORING_SETTINGS,
      asOf: '2026-01-01T00:00:00.000Z',
      job,
    });
    return { score, flags, cap };
  });
}

const identity: fc.Arbitrary<Identity> = fc.record({
  name: fc.constantFrom(...NAMES),
  pronouns: fc.constantFrom(...PRONOUNS),
  school: fc.constantFrom(...SCHOOLS),
  street: fc.constantFrom(...STREETS),
  graduated: fc.constantFrom(...AGE_CUES),
});

describe('a swap of who somebody is', () => {
  it('moves no score: names, pronouns, schools, addresses within a place and years of graduation, alone or together', () => {
    const expected = scores(
      lived(base, { name: 'Emily Walsh', pronouns: 'She leads her team.', school: null, street: 'Karachi', graduated: null }),
    );
    fc.assert(
      fc.property(identity, (other) => expect(scores(lived(base, other))).toEqual(expected)),
      { numRuns: 500 },
    );
  });

  it('would be seen: what somebody can does move the score', () => {
    expect(scores({ ...base, skills: [], roles: [] })).not.toEqual(scores(base));
  });
});
