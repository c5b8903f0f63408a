import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { EDUCATION_LEVELS, LANGUAGE_LEVELS, PROFICIENCIES } from '@shortlist/contracts';
import type { CriteriaDto, ProfileDto } from '@shortlist/contracts';
import fc from 'fast-check';
import { relationOf } from '@shortlist/taxonomy';
import { sampleProfile } from './sample-profile.js';
import type { SampleResume } from './sample-profile.js';
import { scoreProfile } from './scorers.js';
import type { ScoringSettings } from './scoring-settings.js';

const SKILLS = [
  'Python',
  'JavaScript',
  'React',
  'Next.js',
  'PostgreSQL',
  'MySQL',
  'SQL',
  'C',
  'C++',
  'Patient care',
  'Acute patient care',
  'Welding',
];
const PLACES = ['Karachi', 'Lahore, Pakistan', 'Berlin', 'Smallville', 'Remote'];
const LANGUAGES = ['English', 'Urdu', 'German'];
const asOf = '2026-01-15T00:00:00.000Z';

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const few = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 4 });
const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);
const month = fc
  .tuple(fc.integer({ min: 2000, max: 2025 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);

const resumes: fc.Arbitrary<SampleResume> = fc.record({
  location: maybe(pick(PLACES)),
  skills: few(
    fc.record(
      { name: pick(SKILLS), statedYears: maybe(fc.integer({ min: 0, max: 12 })), proficiency: maybe(pick(PROFICIENCIES)) },
      { requiredKeys: ['name'] },
    ),
  ),
  roles: few(
    fc.record({
      title: pick(['Nurse', 'Engineer', 'Welding lead']),
      from: maybe(month),
      to: maybe(month),
      text: pick(['', 'Welding', 'Patient care']),
      names: few(pick(SKILLS)),
    }),
  ),
  education: few(fc.record({ level: fc.option(pick(EDUCATION_LEVELS)) })),
  languages: few(fc.record({ name: pick(LANGUAGES), level: maybe(pick(LANGUAGE_LEVELS)) })),
  certifications: few(pick(SKILLS)),
  totalYears: maybe(fc.integer({ min: 0, max: 30 })),
});

const skillCriteria = few(
  fc.record({
    name: pick(SKILLS),
    years: fc.option(fc.integer({ min: 0, max: 8 })),
    proficiency: fc.option(pick(PROFICIENCIES)),
    weight: fc.option(fc.integer({ min: 0, max: 5 })),
  }),
);

const criterias: fc.Arbitrary<CriteriaDto> = fc.record({
  mustHaveSkills: skillCriteria,
  niceToHaveSkills: skillCriteria,
  minExperienceYears: fc.option(fc.integer({ min: 0, max: 20 })),
  requiredEducation: fc.option(pick(EDUCATION_LEVELS)),
  locationPreference: few(pick(PLACES)),
  languages: few(fc.record({ name: pick(LANGUAGES), level: fc.option(pick(LANGUAGE_LEVELS)) })),
  disqualifyingFactors: few(
    fc.oneof(
      fc.record({ kind: fc.constant('missingSkill' as const), value: pick(SKILLS) }),
      fc.record({ kind: fc.constant('missingLanguage' as const), value: pick(LANGUAGES) }),
      fc.record({ kind: fc.constant('belowEducation' as const), value: pick(EDUCATION_LEVELS) }),
      fc.record({ kind: fc.constant('belowExperience' as const), value: pick(['1', '5']) }),
      fc.record({ kind: fc.constant('custom' as const), value: fc.constant('employed at a competitor') }),
    ),
  ),
});

const weight = fc.integer({ min: 0, max: 100 });
const settingses: fc.Arbitrary<ScoringSettings> = fc.record({
  version: fc.constant(1),
  weights: fc.record({
    mustHaveSkill: weight,
    niceToHaveSkill: weight,
    experience: weight,
    education: weight,
    location: weight,
    language: weight,
  }),
});

const job = { title: 'Welding lead', description: 'Welding in a team. Python is a plus. Patient care.' };
const cases = fc.record({ resume: resumes, criteria: criterias, settings: settingses });
const score = (profile: ProfileDto, { criteria, settings }: { criteria: CriteriaDto; settings: ScoringSettings }) =>
  scoreProfile({ profile, criteria, settings, asOf, job });

describe('every score', () => {
  it('is 0 to 100, explained by points that add up to it before the cap, out of 100 or none', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const { score: value, criteria, cap } = score(sampleProfile(example.resume).profile, example);
        const sum = criteria.reduce((total, line) => total + line.points, 0);
        const most = criteria.reduce((total, line) => total + line.maxPoints, 0);
        expect(value).toBeCloseTo(Math.min(sum, cap ?? 100), 8);
        expect(value).toBe(Math.round(value * 100) / 100);
        expect(value >= 0 && value <= 100).toBe(true);
        expect([0, 100]).toContain(Math.round(most * 100) / 100);
        for (const line of criteria) expect(line.points >= 0 && line.points <= line.maxPoints).toBe(true);
      }),
    );
  });

  it('quotes only exact substrings of the resume, and says one sentence each', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const { text, profile } = sampleProfile(example.resume);
        for (const line of score(profile, example).criteria) {
          expect(line.reason).toMatch(/^\S.*\.$/);
          for (const span of line.evidence) expect(text.slice(span.start, span.end)).toBe(span.text);
        }
      }),
    );
  });

  it('is never raised by removing a fact that shows a listed must-have', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const { profile } = sampleProfile(example.resume);
        const before = score(profile, example).score;
        for (const removed of profile.skills) {
          if (!example.criteria.mustHaveSkills?.some(({ name }) => relationOf(removed.name, name))) continue;
          const skills = profile.skills.filter((skill) => skill !== removed);
          expect(score({ ...profile, skills }, example).score).toBeLessThanOrEqual(before);
        }
        const none = profile.skills.filter((skill) => !example.criteria.mustHaveSkills?.some(({ name }) => relationOf(skill.name, name)));
        expect(score({ ...profile, skills: none }, example).score).toBeLessThanOrEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('is not moved by repeating facts', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const { profile } = sampleProfile(example.resume);
        const twice = {
          ...profile,
          skills: [...profile.skills, ...profile.skills],
          certifications: [...profile.certifications, ...profile.certifications],
        };
        expect(score(twice, example)).toEqual(score(profile, example));
      }),
    );
  });

  it('is not raised by taking a listed must-have out of the text', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const [skill] = example.criteria.mustHaveSkills ?? [];
        if (!skill) return;
        const { profile } = sampleProfile({ ...example.resume, prose: `Worked on ${skill.name} for the plant` });
        const silent = sampleProfile({ ...example.resume, prose: `Worked on ${'.'.repeat(skill.name.length)} for the plant` }).profile;
        expect(score(silent, example).score).toBeLessThanOrEqual(score(profile, example).score);
      }),
    );
  });

  it('is not moved by repeating words, by capital letters or by the order of what the resume says', () => {
    fc.assert(
      fc.property(cases, pick(SKILLS), (example, skill) => {
        const prose = `Knows ${skill} and forecasts`;
        const { profile } = sampleProfile({ ...example.resume, prose });
        const [page] = profile.passages ?? [];
        if (!page) throw new Error('the sample has a passage');
        const before = score(profile, example).score;
        const text = `${page.text}\n${skill}\n${skill} ${skill}`;
        const again = { text, start: page.start, end: page.start + text.length };
        expect(score({ ...profile, passages: [again] }, example).score).toBe(before);
        const loud = { ...page, text: page.text.toUpperCase() };
        expect(score({ ...profile, passages: [loud] }, example).score).toBe(before);
        const { skills = [], roles = [], ...rest } = example.resume;
        const turned = sampleProfile({ ...rest, prose, skills: skills.toReversed(), roles: roles.toReversed() }).profile;
        expect(score(turned, example).score).toBe(before);
      }),
    );
  });

  it('is one, however often and in whatever company it is asked for', () => {
    const examples = fc.sample(cases, { numRuns: 100, seed: 7 });
    const first = examples.map((example) => score(sampleProfile(example.resume).profile, example));
    for (let round = 0; round < 10; round += 1) {
      for (const index of examples.keys()) {
        const at = (index * 37 + round * 11) % examples.length;
        const example = examples[at];
        if (example) expect(score(sampleProfile(example.resume).profile, example)).toEqual(first[at]);
      }
    }
  });

  it('is not moved by a name or by pronouns', () => {
    const text = (he: string, his: string) => `${he} led the welding shop and trained ${his} own team`;
    fc.assert(
      fc.property(cases, (example) => {
        const of = (name: string, prose: string) => score(sampleProfile({ ...example.resume, name, prose }).profile, example).score;
        expect(of('Ruby Mason', text('She', 'her'))).toBe(of('Karl Smith', text('He', 'his')));
      }),
    );
  });

  it('is not moved by the order of facts, nor is its explanation', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (example, keys) => {
        const { profile } = sampleProfile(example.resume);
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const { skills, roles, education, languages, certifications } = profile;
        const other = {
          ...profile,
          skills: shuffle(skills),
          roles: shuffle(roles),
          education: shuffle(education),
          languages: shuffle(languages),
          certifications: shuffle(certifications),
        };
        expect(score(other, example)).toEqual(score(profile, example));
      }),
    );
  });

  it('is not moved by facts without evidence or with a span that does not fit its text', () => {
    fc.assert(
      fc.property(cases, resumes, fc.boolean(), (example, claims, empty) => {
        const { profile } = sampleProfile(example.resume);
        const claimed = sampleProfile(claims).profile;
        const bare = <T extends { evidence: ProfileDto['skills'][number]['evidence'] }>(list: readonly T[]): T[] =>
          list.map((fact) => ({ ...fact, evidence: empty ? [] : fact.evidence.map((span) => ({ ...span, end: span.end + 1 })) }));
        const padded = {
          ...profile,
          location: profile.location ?? bare(claimed.location ? [claimed.location] : [])[0] ?? null,
          totalYears: profile.totalYears ?? bare(claimed.totalYears ? [claimed.totalYears] : [])[0] ?? null,
          skills: [...profile.skills, ...bare(claimed.skills)],
          roles: [...profile.roles, ...bare(claimed.roles)],
          education: [...profile.education, ...bare(claimed.education)],
          languages: [...profile.languages, ...bare(claimed.languages)],
          certifications: [...profile.certifications, ...bare(claimed.certifications)],
        };
        expect(score(padded, example)).toEqual(score(profile, example));
      }),
    );
  });

  it('never reads who the candidate is: name, contacts, national id, links and summary are not even touched', () => {
    const secrets = ['name', 'emails', 'phones', 'nationalId', 'links', 'summary'];
    fc.assert(
      fc.property(cases, (example) => {
        const guarded = new Proxy(sampleProfile({ ...example.resume, name: 'Ruby Mason' }).profile, {
          get: (target, key, receiver) => {
            if (secrets.includes(String(key))) throw new Error(`scoring read ${String(key)}`);
            return Reflect.get(target, key, receiver) as unknown;
          },
          ownKeys: () => {
            throw new Error('scoring read the whole profile');
          },
        });
        expect(() => score(guarded, example)).not.toThrow();
      }),
    );
  });

  it('is not moved by the instant at which the resume was read', () => {
    fc.assert(
      fc.property(cases, (example) => {
        const { profile } = sampleProfile(example.resume);
        expect(score({ ...profile, asOf: '2050-01-01T00:00:00.000Z' }, example)).toEqual(score(profile, example));
      }),
    );
  });

  it('exists whatever signs stand in the names of criteria and facts', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cases, names, (example, name) => {
        const criteria: CriteriaDto = {
          mustHaveSkills: [{ name }],
          locationPreference: [name],
          languages: [{ name }],
          disqualifyingFactors: [{ kind: 'missingSkill', value: name }],
        };
        const resume = { ...example.resume, location: name, certifications: [name], roles: [{ title: name, from: '2020', text: name }] };
        const { score: value } = score(sampleProfile(resume).profile, { criteria, settings: example.settings });
        expect(value >= 0 && value <= 100).toBe(true);
      }),
    );
  });
});
